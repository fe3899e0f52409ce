import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { useState, type ReactNode } from 'react';

/** The nonce the host wrote into the page; absent under the development server. */
export function pageNonce(page: Document): string | undefined {
  const nonce = page.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce;
  return nonce === undefined || nonce === '' ? undefined : nonce;
}

/** Styles made at run time have the page's nonce; without it the content security policy drops them all. */
export function NonceCache({ nonce, children }: { readonly nonce: string | undefined; readonly children: ReactNode }) {
  const [cache] = useState(() => createCache(nonce === undefined ? { key: 'lm' } : { key: 'lm', nonce }));
  return <CacheProvider value={cache}>{children}</CacheProvider>;
}
