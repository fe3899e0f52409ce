import { FirstPage } from './FirstPage.tsx';
import { NextPage } from './NextPage.tsx';
import type { SheetPageProps } from './sheet-page-props.ts';
import './sheet.css';

/** One page of a disposition sheet in its true size. */
export function SheetPage(props: SheetPageProps) {
  return props.parts.first ? <FirstPage {...props} /> : <NextPage {...props} />;
}
