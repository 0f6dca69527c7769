import styles from './ClientView.module.css'

interface SkeletonProps {
  /** As many as will likely come. */
  readonly rows: number
  /** What is being waited for, for those who do not see the lines. */
  readonly label: string
}

/** Still hairlines where rows will stand. */
export function Skeleton({ rows, label }: SkeletonProps) {
  return (
    <div className={styles['skeleton']}>
      <span role="status" className="sr">
        {label}
      </span>
      {Array.from({ length: rows }, (_, at) => (
        <i key={at} aria-hidden="true" />
      ))}
    </div>
  )
}
