import { useCallback, useState } from 'react'

/**
 * The width of an element as it changes, for charts that are redrawn, never scaled.
 *
 * @returns a ref for the element, and its content width in whole CSS pixels, `0` before the first measure
 */
export function useElementWidth(): readonly [
  ref: (element: HTMLElement | null) => (() => void) | undefined,
  width: number,
] {
  const [width, setWidth] = useState(0)
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined
    const observer = new ResizeObserver((entries) => {
      const box = entries.at(-1)?.contentRect
      if (box !== undefined) setWidth(Math.floor(box.width))
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
  return [ref, width]
}
