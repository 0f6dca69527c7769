import styles from './BarList.module.css'

/** What a bar stands for: a word, a purchase, the subject, or what surrounds it. */
export type BarTone = 'words' | 'purchases' | 'subject' | 'context'

interface BarMarkProps {
  /** Of the longest bar in the same list, `[0, 1]`. */
  readonly share: number
  readonly tone: BarTone
}

/** One bar from zero, at least a hair wide when there is anything. The number stands beside it in text. */
export function BarMark({ share, tone }: BarMarkProps) {
  const width = share <= 0 ? '0' : `max(1px, ${String(Math.min(1, share) * 100)}%)`
  return (
    <span className={styles['track']} aria-hidden="true">
      <span className={`${styles['bar'] ?? ''} ${styles[tone] ?? ''}`} style={{ width }} />
    </span>
  )
}

/** One row of a bar list, in text as it is to be read. */
export interface BarItem {
  readonly key: string
  readonly name: string
  /** Language of the name where it is known, for example `ko`. */
  readonly lang?: string | undefined
  readonly value: number
  readonly texts: readonly string[]
  readonly tone: BarTone
}

interface BarListProps {
  /** Accessible name: what, of whom. */
  readonly label: string
  /** Heads of the columns: the name, then one for each text of an item. */
  readonly heads: readonly string[]
  readonly items: readonly BarItem[]
  /** What a full bar is; the largest value when not given. */
  readonly full?: number
  /** A last row that sums up, without a bar. */
  readonly total?: { readonly name: string; readonly texts: readonly string[] }
}

/** Names with bars and numbers: a chart that is its own table. */
export function BarList({ label, heads, items, full, total }: BarListProps) {
  const longest = full ?? Math.max(0, ...items.map((item) => item.value))
  const [nameHead, ...textHeads] = heads
  return (
    <table className={styles['list']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{nameHead}</th>
          {textHeads.map((head, column) => (
            // The first number stands beside the bar, under one head.
            <th key={head} scope="col" colSpan={column === 0 ? 2 : 1} className="n">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.key}>
            <th scope="row" className={styles['name']} lang={item.lang}>
              {item.name}
            </th>
            <td className={styles['cell']}>
              <BarMark share={longest === 0 ? 0 : item.value / longest} tone={item.tone} />
            </td>
            {item.texts.map((text, column) => (
              <td key={textHeads[column] ?? column} className="n">
                {text}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {total === undefined ? null : (
        <tfoot>
          <tr className={styles['total']}>
            <th scope="row" className={styles['name']}>
              {total.name}
            </th>
            <td className={styles['cell']} />
            {total.texts.map((text, column) => (
              <td key={textHeads[column] ?? column} className="n">
                {text}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  )
}
