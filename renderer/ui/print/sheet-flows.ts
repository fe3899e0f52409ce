import type { SheetModel } from '../../../shared/sheet/sheet-model.ts';
import type { Box, Flow } from './paginate.ts';
import type { SheetWords } from './sheet-words.ts';

/** The texts of a sheet that may need more room than the first page has, in the order in which they get it. */
export function sheetFlows(model: SheetModel, words: SheetWords): readonly Flow[] {
  const ticks = (box: Box, lines: SheetModel['recipients']): Flow[] =>
    lines.map((line, i) => ({ key: `${box}:${i}`, boxes: [box], text: words.tickText(line), whole: true }));
  return [
    { key: 'sender', boxes: ['sender'], text: model.from },
    { key: 'number', boxes: ['number'], text: model.letterNumber },
    ...ticks('recipients', model.recipients),
    ...ticks('instructions', model.instructions),
    { key: 'subject', boxes: ['subject'], text: model.subject },
    { key: 'note', boxes: ['note', 'chain'], text: model.note },
    ...model.chain.flatMap((line): Flow[] => {
      const body = words.chainBody(line);
      const head: Flow = { key: `head:${line.no}`, boxes: ['chain'], text: words.chainHead(line) };
      if (body === '') return [head];
      return [
        { ...head, gluedTo: `body:${line.no}` },
        { key: `body:${line.no}`, boxes: ['chain'], text: body },
      ];
    }),
  ];
}

/** The number on the paper, or what stands there until it is known. */
export function agendaWords({ agendaNumber, provisional }: SheetModel, { t }: SheetWords): readonly string[] {
  if (agendaNumber !== null) return [agendaNumber];
  const code = provisional === null ? [] : [t('sheet.form.provisional', { code: provisional })];
  return [t('sheet.form.agendaToCome'), ...code];
}
