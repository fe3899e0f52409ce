import { Box } from '@mui/material';
import { memo, useEffect, useRef, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import {
  cellKey,
  columns,
  rowKey,
  type Column,
  type DraftFields,
  type DraftKey,
  type Element,
} from '../../../shared/interchange/draft.ts';
import { pasteBlock, readClipboard } from '../../../shared/interchange/dictionary-table.ts';
import type { DraftFaults } from '../../../shared/interchange/to-contract.ts';
import type { RefusalCode } from '../../../shared/refusal.ts';
import { useTexts } from '../texts/index.ts';
import { faultText } from './fault-words.ts';
import './interchange.css';

const widths: Readonly<Record<Column, number>> = {
  ...{ name: 150, title: 170, type: 110, format: 80, scale: 80, required: 70, key: 70, minLength: 90, maxLength: 95 },
  ...{ minimum: 95, maximum: 95, enum: 190, reference: 130, konsep: 180, definisi: 240, klasifikasi: 150, ukuran: 110 },
  ...{ satuan: 90, source: 160, transform: 150, example: 130 },
};
const totalWidth = 40 + columns.reduce((sum, column) => sum + widths[column], 0);

/** Where the cursor is. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

interface Props {
  readonly elements: readonly Element[];
  readonly faults: DraftFaults;
  /** What this account typed and another desk's value stands in its place. */
  readonly others: ReadonlyMap<string, string>;
  readonly editable: boolean;
  readonly place: GridPlace;
  /** Counts up when the cursor was put somewhere from outside and wants the focus. */
  readonly called: number;
  readonly onPlace: (place: GridPlace) => void;
  readonly onChange: (set: DraftFields) => void;
  readonly onPasted: (set: DraftFields) => void;
  readonly onUndo: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly newId: () => string;
}

interface CellProps {
  readonly text: string;
  readonly place: string;
  readonly isName: boolean;
  readonly active: boolean;
  readonly fault: string | null;
  readonly other: string | null;
}

const Cell = memo(function Cell({ text, place, isName, active, fault, other }: CellProps) {
  return (
    <td
      role="gridcell"
      className={isName ? 'name' : undefined}
      data-place={place}
      tabIndex={active ? 0 : -1}
      aria-selected={active}
      aria-invalid={fault !== null}
    >
      {text}
      {fault !== null && <span className="fault">{fault}</span>}
      {other !== null && <span className="other">{other}</span>}
    </td>
  );
});

interface EditorProps {
  readonly label: string;
  readonly start: string;
  readonly isName: boolean;
  readonly onDone: (text: string, move: readonly [row: number, column: number]) => void;
  readonly onCancel: () => void;
  readonly onPaste: (text: string) => boolean;
}

/** The cell that is being written in. */
function CellEditor({ label, start, isName, onDone, onCancel, onPaste }: EditorProps) {
  const [text, setText] = useState(start);
  const field = useRef<HTMLTextAreaElement>(null);
  const isOver = useRef(false);
  useEffect(() => {
    const input = field.current;
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  const done = (move: readonly [number, number]): void => {
    if (isOver.current) return;
    isOver.current = true;
    onDone(text, move);
  };
  function onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      isOver.current = true;
      onCancel();
    } else if (event.key === 'Enter' && !event.altKey) done([event.shiftKey ? -1 : 1, 0]);
    else if (event.key === 'Tab') done([0, event.shiftKey ? -1 : 1]);
    else return;
    event.preventDefault();
  }
  return (
    <td role="gridcell" className={isName ? 'name' : undefined} aria-selected>
      <textarea
        ref={field}
        aria-label={label}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKey}
        onBlur={() => done([0, 0])}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData('text/plain');
          if (!/[\t\n]/.test(pasted.replace(/\r?\n$/, '')) || !onPaste(pasted)) return;
          isOver.current = true;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </td>
  );
}

const placeOf = (target: EventTarget): GridPlace | null => {
  const text = (target as HTMLElement).closest<HTMLElement>('[data-place]')?.dataset['place'];
  const [row, column] = (text ?? '').split(' ').map(Number);
  return row === undefined || column === undefined ? null : { row, column };
};

const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, value));

/**
 * The data dictionary as a grid: arrows move, typing or Enter writes, a block from a spreadsheet is pasted from the cursor
 * on. What is wrong with a cell stands in it.
 */
export function DictionaryGrid(props: Props) {
  const { elements, faults, others, editable, place, called, onPlace, onChange, onPasted, onUndo, onMove, newId } =
    props;
  const t = useTexts();
  const [editing, setEditing] = useState<string | null>(null);
  const frame = useRef<HTMLTableElement>(null);
  const wantsFocus = useRef(false);
  const at: GridPlace = { row: clamp(place.row, elements.length - 1), column: clamp(place.column, columns.length - 1) };
  const element = elements[at.row];
  const column = columns[at.column] ?? 'name';
  useEffect(() => {
    if (!wantsFocus.current || editing !== null) return;
    wantsFocus.current = false;
    frame.current?.querySelector<HTMLElement>(`[data-place="${at.row} ${at.column}"]`)?.focus();
  });

  useEffect(() => {
    if (called > 0) frame.current?.querySelector<HTMLElement>('[data-place][tabindex="0"]')?.focus();
  }, [called]);

  function go(row: number, toColumn: number): void {
    wantsFocus.current = true;
    onPlace({ row: clamp(row, elements.length - 1), column: clamp(toColumn, columns.length - 1) });
  }
  function write(start: string): void {
    if (editable && element) setEditing(start);
  }
  function put(text: string): void {
    if (element && (element.cells[column] ?? '') !== text) onChange({ [cellKey(element.id, column)]: text });
  }
  function paste(text: string): boolean {
    const block = readClipboard(text);
    if (!editable || block.length === 0) return false;
    setEditing(null);
    wantsFocus.current = true;
    const set = pasteBlock(elements, at, block, newId);
    onChange(set);
    onPasted(set);
    return true;
  }
  function onKey(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ...{ ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0] },
      ...{ PageDown: [10, 0], Home: [0, -columns.length], End: [0, columns.length] },
    };
    const step = steps[key];
    if (altKey && editable && (key === 'ArrowUp' || key === 'ArrowDown')) onMove(key === 'ArrowUp' ? -1 : 1);
    else if (step && !altKey)
      go(at.row + step[0] * (ctrlKey && step[1] === 0 ? elements.length : 1), at.column + step[1]);
    else if ((ctrlKey || metaKey) && key.toLowerCase() === 'z' && editable) onUndo();
    else if (ctrlKey || metaKey || altKey) return;
    else if (key === 'Enter' || key === 'F2') write(element?.cells[column] ?? '');
    else if ((key === 'Delete' || key === 'Backspace') && editable) put('');
    else if (key.length === 1 && !(key === ' ' && shiftKey)) write(key);
    else return;
    event.preventDefault();
  }
  function onClip(event: ClipboardEvent): void {
    if (paste(event.clipboardData.getData('text/plain'))) event.preventDefault();
  }

  return (
    <Box
      sx={({ palette }) => ({
        flex: 1,
        minHeight: 0,
        overflow: 'auto',
        border: 1,
        borderColor: 'divider',
        '--grid-line': palette.divider,
        '--grid-ground': palette.background.paper,
        '--grid-head': palette.background.default,
        '--grid-focus': palette.primary.main,
        '--grid-wrong': palette.error.light,
        '--grid-fault': palette.error.main,
        '--grid-other': palette.warning.main,
      })}
    >
      <table
        ref={frame}
        role="grid"
        aria-label={t('interchange.grid.label')}
        aria-rowcount={elements.length + 1}
        aria-readonly={!editable}
        className="dictionary"
        style={{ width: totalWidth }}
        onKeyDown={onKey}
        onPaste={onClip}
        onCopy={(event) => {
          if (editing !== null || String(window.getSelection()) !== '') return;
          event.clipboardData.setData('text/plain', element?.cells[column] ?? '');
          event.preventDefault();
        }}
        onMouseDown={(event) => {
          const hit = placeOf(event.target);
          if (hit) onPlace(hit);
        }}
        onDoubleClick={(event) => {
          if (placeOf(event.target)) write(element?.cells[column] ?? '');
        }}
      >
        <thead>
          <tr>
            <th scope="col" style={{ width: 40 }}>
              {t('interchange.grid.number')}
            </th>
            {columns.map((name) => (
              <th
                key={name}
                scope="col"
                className={name === 'name' ? 'name' : undefined}
                style={{ width: widths[name] }}
              >
                {t(`interchange.column.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {elements.map((one, row) => (
            <tr key={one.id}>
              <th scope="row">{row + 1}</th>
              {columns.map((name, i) => {
                const active = row === at.row && i === at.column;
                if (active && editing !== null) {
                  return (
                    <CellEditor
                      key={name}
                      label={`${t(`interchange.column.${name}`)} ${row + 1}`}
                      isName={name === 'name'}
                      start={editing}
                      onDone={(text, [down, right]) => {
                        put(text);
                        setEditing(null);
                        if (down !== 0 || right !== 0) go(at.row + down, at.column + right);
                      }}
                      onCancel={() => {
                        wantsFocus.current = true;
                        setEditing(null);
                      }}
                      onPaste={paste}
                    />
                  );
                }
                const key: DraftKey = cellKey(one.id, name);
                const code: RefusalCode | undefined = faults.get(key);
                const other = others.get(key) ?? (name === 'name' ? others.get(rowKey(one.id)) : undefined);
                return (
                  <Cell
                    key={name}
                    text={one.cells[name] ?? ''}
                    place={`${row} ${i}`}
                    isName={name === 'name'}
                    active={active}
                    fault={code === undefined ? null : faultText(t, name, code)}
                    other={other ?? null}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}
