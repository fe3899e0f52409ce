import { datasetPath } from '../exchange/api.ts';
import type { FieldValues } from '../cases/case.ts';
import { interchangeState, isOpen, type Interchange, type Version } from './interchange.ts';
import { newestOf } from './next-version.ts';

const endpointOf = ({ contract, publication }: Version) => {
  const { name, title } = contract.dataset;
  const { major, minor } = contract.identity.version;
  return {
    alamat: datasetPath(name, major),
    metode: 'GET, POST',
    uraian: `${title}, versi ${major}.${minor}. SHA-256 skema ${publication?.schemaHash}, SHA-256 isi ${publication?.contentHash}.`,
  };
};

/** The fields that are taken from the register. */
export const publishedKeys: readonly string[] = ['titik', 'versi'];

/**
 * What the step at which interfaces are published records of them: the newest open version of each interchange document of
 * the request, as the register has it. Null: nothing is open yet.
 */
export function publishedFields(docs: readonly Interchange[]): FieldValues | null {
  const open = docs
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((doc) => newestOf(interchangeState(doc).versions.filter(isOpen)) ?? []);
  if (open.length === 0) return null;
  const versions = open.map(({ contract }) => {
    const { major, minor } = contract.identity.version;
    return `${major}.${minor}`;
  });
  return { titik: open.map(endpointOf), versi: versions.join(', ') };
}
