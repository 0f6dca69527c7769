import type { AddressBar } from './route-store.ts'

/** The browser's own address bar: the fragment is read and written, the rest is left alone. */
export const browserAddress: AddressBar = {
  read: () => window.location.hash,
  write: (hash, mode) => {
    if (mode === 'push') window.history.pushState(null, '', hash)
    else window.history.replaceState(null, '', hash)
  },
  onChange: (listener) => {
    window.addEventListener('popstate', listener)
    window.addEventListener('hashchange', listener)
  },
}

/** The value of `?lang=`, the only thing that ever stands in the query. */
export const languageOfAddress = (): string | null => new URLSearchParams(window.location.search).get('lang')

/** Put the language into the query without loading the page again. */
export function writeLanguage(language: string): void {
  window.history.replaceState(null, '', `?lang=${language}${window.location.hash}`)
}
