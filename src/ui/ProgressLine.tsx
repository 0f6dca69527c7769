import { useId } from 'react'
import { Button } from './Button.tsx'
import styles from './ProgressLine.module.css'

interface ProgressLineProps {
  /** Accessible name of the bar and of its group, for example `Loading files`. */
  readonly name: string
  /** `[0, 1]`, or `null` while nothing can be told. */
  readonly share: number | null
  /** What is done, at what rate, how long it takes yet: short phrases. */
  readonly facts: readonly string[]
  readonly cancelLabel: string
  readonly onCancel: () => void
}

/**
 * One long task: a bar, what is done, and how to stop it. The only way in which the page shows waiting.
 *
 * Announced at 10 % steps: the status text for screen readers changes no faster.
 */
export function ProgressLine({ name, share, facts, cancelLabel, onCancel }: ProgressLineProps) {
  const id = useId()
  const percent = share === null ? null : Math.floor(share * 100)
  const tenth = percent === null ? null : Math.floor(percent / 10) * 10
  return (
    <div role="group" aria-labelledby={id} className={styles['line']}>
      <span id={id} className={styles['name']}>
        {name}
      </span>
      <div
        role="progressbar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === null ? {} : { 'aria-valuenow': percent })}
        className={styles['track']}
      >
        <div className={styles['fill']} style={{ width: `${String(percent ?? 0)}%` }} />
      </div>
      <Button onClick={onCancel}>{cancelLabel}</Button>
      <ul className={styles['facts']}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <span role="status" className="sr">
        {tenth === null ? name : `${name} ${String(tenth)} %`}
      </span>
    </div>
  )
}
