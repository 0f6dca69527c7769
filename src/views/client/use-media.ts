import { useCallback, useSyncExternalStore } from 'react'

/** One column: the list becomes its search box. As in the style sheets. */
export const NARROW = '(max-width: 760px)'
/** Rows for fingers. */
export const ROOMY = '(max-width: 760px), (pointer: coarse)'

/** Whether a media query holds now. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (notify: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', notify)
      return () => {
        list.removeEventListener('change', notify)
      }
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches)
}
