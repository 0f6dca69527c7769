import type { ReactNode } from 'react'
import styles from './ScrollBox.module.css'

interface ScrollBoxProps {
  /** What is inside, for those who reach it by keyboard. */
  readonly label: string
  readonly children: ReactNode
  /** Not higher than some fourteen rows; what is more scrolls under the head. */
  readonly low?: boolean
}

/** Something wide or long that scrolls in its own place, so that the page never scrolls sideways. */
export function ScrollBox({ label, children, low = false }: ScrollBoxProps) {
  return (
    <div
      role="group"
      aria-label={label}
      // A box that scrolls must be in reach of the arrow keys (WCAG 2.1.1).
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={`${styles['box'] ?? ''} ${low ? (styles['low'] ?? '') : ''}`}
    >
      {children}
    </div>
  )
}
