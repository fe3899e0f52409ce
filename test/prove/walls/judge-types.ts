import { resolve } from 'node:path';
import ts from 'typescript';

/** A file that stands nowhere, as if it lay in a project. */
export interface Imagined {
  readonly path: string;
  readonly text: string;
}

export interface Judged {
  readonly program: ts.Program;
  /** What the compiler says of that file, by line from 1. */
  readonly said: readonly { readonly line: number; readonly message: string }[];
}

/**
 * Compiles one imagined file by the project at `configPath` as `tsc -b` would, with referenced projects read from their
 * sources. What it imports comes along; nothing is written.
 */
export function judgeTypes(configPath: string, { path, text }: Imagined): Judged {
  const parseHost: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(configPath, { noEmit: true }, parseHost);
  if (!parsed) throw new Error(`no project at ${configPath}`);
  const real = ts.createCompilerHost(parsed.options, true);
  const isIt = (name: string): boolean => resolve(name) === path;
  const host = Object.assign(real, {
    fileExists: (name: string) => isIt(name) || ts.sys.fileExists(name),
    readFile: (name: string) => (isIt(name) ? text : ts.sys.readFile(name)),
    // What editors do: without it a referenced project must have been built before. Not in the public types.
    useSourceOfProjectReferenceRedirect: () => true,
  });
  const program = ts.createProgram({
    rootNames: [path, ...parsed.fileNames.filter((name) => name.endsWith('.d.ts'))],
    options: parsed.options,
    host,
    projectReferences: parsed.projectReferences ?? [],
  });
  const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  const said = diagnostics.flatMap(({ file, start = 0, messageText }) => {
    if (!file) return [];
    const line = file.getLineAndCharacterOfPosition(start).line + 1;
    const message = ts.flattenDiagnosticMessageText(messageText, '\n');
    // The rest of the project was left out for speed; that is no fault of the file.
    const leftOut = message.includes('is not listed') && parsed.fileNames.some((name) => message.includes(`'${name}'`));
    return leftOut ? [] : [{ line, message }];
  });
  return { program, said };
}
