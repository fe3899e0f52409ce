import type { OverridableComponent } from '@mui/material/OverridableComponent';
import type { SvgIconTypeMap } from '@mui/material';
import Book from '@mui/icons-material/MenuBookOutlined';
import Person from '@mui/icons-material/AssignmentIndOutlined';
import PostAdd from '@mui/icons-material/PostAddOutlined';
import Rule from '@mui/icons-material/ReportProblemOutlined';
import Settings from '@mui/icons-material/TuneOutlined';
import Folder from '@mui/icons-material/AccountTreeOutlined';
import Numbers from '@mui/icons-material/NumbersOutlined';
import Feedback from '@mui/icons-material/FeedbackOutlined';
import Description from '@mui/icons-material/DescriptionOutlined';
import Case from '@mui/icons-material/WorkOutlineOutlined';
import Dns from '@mui/icons-material/DnsOutlined';
import type { TextKey } from '../texts/index.ts';

export interface NavItem {
  readonly to: string;
  readonly text: TextKey;
  readonly icon: OverridableComponent<SvgIconTypeMap>;
  /** Alt + this key leads there. */
  readonly key: string;
  /** Shown only to accounts that may give this command. */
  readonly command?: string;
}

/** The rail, top to bottom; the keys are those of the keyboard. */
export const navItems: readonly NavItem[] = [
  { to: '/', text: 'app.nav.agenda', icon: Book, key: '1' },
  { to: '/catat', text: 'app.nav.register', icon: PostAdd, key: '2', command: 'letter.register' },
  { to: '/tugas', text: 'app.nav.work', icon: Person, key: '3' },
  { to: '/permohonan', text: 'app.nav.cases', icon: Case, key: '9' },
  { to: '/layanan', text: 'app.nav.services', icon: Description, key: 'L' },
  { to: '/pengaduan', text: 'app.nav.complaints', icon: Feedback, key: '0' },
  { to: '/perhatian', text: 'app.nav.attention', icon: Rule, key: '4' },
  { to: '/induk', text: 'app.nav.master', icon: Folder, key: '5', command: 'office.save' },
  { to: '/pengaturan', text: 'app.nav.settings', icon: Settings, key: '6' },
  { to: '/nomor', text: 'app.nav.gaps', icon: Numbers, key: '7' },
  { to: '/kelola', text: 'app.nav.manage', icon: Dns, key: '8', command: 'account.save' },
];
