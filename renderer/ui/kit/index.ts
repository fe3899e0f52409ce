export { ConfirmDialog } from './ConfirmDialog.tsx';
export { DateField } from './DateField.tsx';
export { EmptyState } from './EmptyState.tsx';
export { codeText, Field, FormField } from './Field.tsx';
export { Kbd } from './Kbd.tsx';
export { MoreMenu, type MenuAction } from './MoreMenu.tsx';
export { NoticeProvider, useNotice } from './Notice.tsx';
export { Page } from './Page.tsx';
export { SecurityChip, StatusChip, ToneChip, UrgencyChip } from './StatusChip.tsx';
