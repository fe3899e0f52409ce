import { masterSchemas, masterTypes, type MasterType } from '../../office/master-args.ts';
import type {
  Agency,
  Classification,
  DocumentTemplate,
  Holiday,
  Instruction,
  OfficeIdentity,
} from '../../office/master.ts';
import { masterCommand } from '../../office/save-master.ts';
import { accountRule } from '../../people/account-rule.ts';
import type { Account, Person, Position, Unit } from '../../people/people.ts';
import type { ServiceEdition } from '../../services/edition.ts';
import { listCommands, type RecordKind } from '../kind.ts';

/** What a document of each is. */
interface MasterDocs {
  readonly office: OfficeIdentity;
  readonly unit: Unit;
  readonly position: Position;
  readonly person: Person;
  readonly account: Account;
  readonly agency: Agency;
  readonly instruction: Instruction;
  readonly classification: Classification;
  readonly holiday: Holiday;
  readonly template: DocumentTemplate;
  readonly service: ServiceEdition;
}

type MasterKind = { readonly [T in MasterType]: RecordKind<MasterDocs[T], T> }[MasterType];

/** Rules about several documents of a kind; the others have none. */
const rules: { readonly [T in MasterType]?: RecordKind['registerRule'] } = {
  account: async (view, _command, args) =>
    accountRule(await view.all('account'), (args as { doc: Account }).doc, await view.all('agency')),
};

function masterKind(type: MasterType): MasterKind {
  const form = masterSchemas[type];
  const command = masterCommand(type);
  const registerRule = rules[type];
  const kind: RecordKind<unknown, MasterType> = {
    type,
    form,
    holding: 'master',
    commands: listCommands(command),
    opens: command.name,
    idArg: 'id',
    fields: Object.fromEntries(Object.keys(form.shape).map((field) => [field, 'hold' as const])),
    ...(registerRule ? { registerRule } : {}),
  };
  return kind as MasterKind;
}

/** Master data: one kind for each schema, all alike. */
export const masterKinds: readonly MasterKind[] = masterTypes.map(masterKind);
