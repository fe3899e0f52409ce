export { AgendaLabel, agendaLabel, PendingMark } from './AgendaLabel.tsx';
export { ConfirmDialog } from './ConfirmDialog.tsx';
export { DataTable } from './DataTable.tsx';
export { DateField, isReadable, type TypedDate } from './DateField.tsx';
export { EmptyState } from './EmptyState.tsx';
export { enterMovesOn, saveByKeys } from './form-keys.ts';
export { FileButton } from './FileButton.tsx';
export { errorText, Field, FormDate, FormField } from './Field.tsx';
export { FormDialog } from './FormDialog.tsx';
export { Kbd } from './Kbd.tsx';
export { leaveField } from './leave-field.ts';
export { LineGrid, type GridHandle } from './LineGrid.tsx';
export { LineCell, LineRow, twoLines, type LinePlace } from './LineRow.tsx';
export { findNear, movedSelection } from './list-keys.ts';
export { MoreMenu, type MenuAction } from './MoreMenu.tsx';
export { NoticeProvider, useNotice } from './Notice.tsx';
export { formWidth, Page } from './Page.tsx';
export { PasswordField } from './PasswordField.tsx';
export { RadioRow } from './RadioRow.tsx';
export { SecurityMark } from './SecurityMark.tsx';
export { ariaSort, SortLabel } from './SortLabel.tsx';
export {
  isOrderAlone,
  keepSorting,
  sortLines,
  useSorting,
  type ColumnSort,
  type Sorting,
  type SortValues,
} from './sorting.ts';
export { TodayProvider } from './today.ts';
export { SecurityChip, StatusChip, ToneChip, UrgencyChip } from './StatusChip.tsx';
