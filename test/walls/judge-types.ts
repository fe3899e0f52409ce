import ts from 'typescript';

/** What the compiler says of each file of a project, by absolute path. Nothing is written. */
export type Judgement = ReadonlyMap<string, readonly string[]>;

/**
 * Compiles the project at `configPath` as `tsc -b` would, with referenced projects read from their sources.
 * `pick` chooses the files to begin with; what they import comes along.
 */
export function judgeTypes(configPath: string, pick: (file: string) => boolean): Judgement {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(configPath, { noEmit: true }, host);
  if (!parsed) throw new Error(`no project at ${configPath}`);
  // What editors do: without it a referenced project must have been built before. Not in the public types.
  const compiler = Object.assign(ts.createCompilerHost(parsed.options), {
    useSourceOfProjectReferenceRedirect: () => true,
  });
  const program = ts.createProgram({
    rootNames: parsed.fileNames.filter(pick),
    options: parsed.options,
    host: compiler,
    projectReferences: parsed.projectReferences ?? [],
  });
  const said = new Map<string, string[]>();
  for (const diagnostic of ts.getPreEmitDiagnostics(program)) {
    const file = diagnostic.file?.fileName ?? configPath;
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
    said.set(file, [...(said.get(file) ?? []), text]);
  }
  return said;
}
