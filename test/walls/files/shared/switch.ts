// lint: Switch is not exhaustive
export function word(kind: 'letter' | 'sheet'): string {
  switch (kind) {
    case 'letter':
      return 'surat';
  }
  return '';
}
