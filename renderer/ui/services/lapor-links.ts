import type { TextKey } from '../texts/index.ts';

/** The ways to LAPOR! which the published standard names: web site, Google Play and App Store. */
export const laporLinks: readonly { readonly text: TextKey; readonly url: string }[] = [
  { text: 'services.lapor.web', url: 'https://www.lapor.go.id' },
  { text: 'services.lapor.play', url: 'https://play.google.com/store/apps/details?id=com.deptech.lapor' },
  { text: 'services.lapor.store', url: 'https://apps.apple.com/id/app/sp4n-lapor/id1486554343' },
];
