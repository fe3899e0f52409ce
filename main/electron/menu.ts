import type { MenuItemConstructorOptions } from 'electron';
import type { ShellTexts } from './texts/shell-texts.ts';

export interface MenuDeps {
  readonly texts: ShellTexts;
  readonly packaged: boolean;
  readonly openLogs: () => void;
  readonly about: () => void;
}

/** The menu bar. Reloading and developer tools exist only while developing; printing and search belong to the page. */
export function menuBar({ texts, packaged, openLogs, about }: MenuDeps): MenuItemConstructorOptions[] {
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const developing: MenuItemConstructorOptions[] = [
    separator,
    { role: 'reload', label: texts.reload },
    { role: 'toggleDevTools', label: texts.devTools },
  ];
  return [
    { label: texts.menuFile, submenu: [{ role: 'quit', label: texts.quit }] },
    {
      label: texts.menuEdit,
      submenu: [
        { role: 'undo', label: texts.undo },
        { role: 'redo', label: texts.redo },
        separator,
        { role: 'cut', label: texts.cut },
        { role: 'copy', label: texts.copy },
        { role: 'paste', label: texts.paste },
        { role: 'selectAll', label: texts.selectAll },
      ],
    },
    {
      label: texts.menuView,
      submenu: [
        { role: 'zoomIn', label: texts.zoomIn },
        { role: 'zoomOut', label: texts.zoomOut },
        { role: 'resetZoom', label: texts.zoomReset },
        separator,
        { role: 'togglefullscreen', label: texts.fullScreen },
        ...(packaged ? [] : developing),
      ],
    },
    {
      label: texts.menuHelp,
      submenu: [{ label: texts.logFolder, click: openLogs }, separator, { label: texts.about, click: about }],
    },
  ];
}

interface Editable {
  readonly isEditable: boolean;
  readonly selectionText: string;
  readonly editFlags: { readonly canCut: boolean; readonly canCopy: boolean; readonly canPaste: boolean };
}

/** The menu of the right mouse button, which Electron leaves to the program; empty where there is nothing to offer. */
export function contextMenu(at: Editable, texts: ShellTexts): MenuItemConstructorOptions[] {
  if (at.isEditable) {
    return [
      { role: 'cut', label: texts.cut, enabled: at.editFlags.canCut },
      { role: 'copy', label: texts.copy, enabled: at.editFlags.canCopy },
      { role: 'paste', label: texts.paste, enabled: at.editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: texts.selectAll },
    ];
  }
  return at.selectionText.trim() === '' ? [] : [{ role: 'copy', label: texts.copy }];
}
