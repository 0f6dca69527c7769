import { useState } from 'react'

/** Rows of a list before it is unfolded. */
const FIRST_ROWS = 10

/** How many rows of a list are shown: the first ten, or all of them. */
export interface ShownRows {
  readonly count: number
  readonly isOpen: boolean
  /** What the button would show; `null` when there is nothing more. */
  readonly next: number | null
  readonly toggle: () => void
}

/** A list that begins short and can be unfolded. */
export function useShownRows(total: number): ShownRows {
  const [isOpen, setOpen] = useState(false)
  return {
    count: isOpen ? total : Math.min(FIRST_ROWS, total),
    isOpen,
    next: total <= FIRST_ROWS ? null : isOpen ? FIRST_ROWS : total,
    toggle: () => setOpen(!isOpen),
  }
}
