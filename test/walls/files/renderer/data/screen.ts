// lint: renderer/data knows no screens
// types: but '--jsx' is not set
import { Badge } from '../ui/innocent.tsx';

export const again = Badge;
