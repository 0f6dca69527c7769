import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import type { ClientRow, ClientSortKey } from '../../protocol/client-history.ts'
import type { I18n } from '../use-i18n.ts'
import { personFacts } from './history-shape.ts'

/** One place of the list; its row may still be on its way. */
export interface ListRow {
  readonly index: number
  readonly row: ClientRow | null
}

/** Sorting and filtering run in the worker: the table only knows the order that was asked for. */
export const listFeatures = tableFeatures({ rowSortingFeature, columnVisibilityFeature })

const helper = createColumnHelper<typeof listFeatures, ListRow>()
const MISSING = '\u2013'

/** Widths in CSS pixels; the first column takes what is left. */
const TRACKS: Readonly<Record<Exclude<ClientSortKey, 'gender'>, string>> = {
  clientId: 'minmax(44px, 1fr)',
  age: '68px',
  searchCount: '60px',
  lineCount: '46px',
  amount: '84px',
  lastDay: '92px',
}

/** Widths of the list from which it has room for the columns that a narrow one leaves out. CSS pixels. */
const ROOM_FOR_AMOUNT = 324
const ROOM_FOR_LAST_DAY = 420

/** The columns of the client list, in one language. */
export function clientColumns({ t, format }: I18n) {
  const count = (key: 'searchCount' | 'lineCount' | 'amount', className: string) =>
    helper.accessor((place) => place.row?.[key], {
      id: key,
      header: () => t(`client.column.${key}`),
      cell: ({ row }) => {
        const value = row.original.row?.[key] ?? 0
        return value === 0 ? (
          <span className="dim">{MISSING}</span>
        ) : (
          <span className={className}>{format.count(value)}</span>
        )
      },
    })
  return helper.columns([
    helper.accessor((place) => place.row?.clientId, {
      id: 'clientId',
      header: () => t('client.column.clientId'),
      cell: ({ row }) => <span className="num med">{row.original.row?.clientId}</span>,
    }),
    // Sorts by age: two values for one place.
    helper.accessor((place) => place.row?.age, {
      id: 'age',
      header: () => t('client.column.age'),
      cell: ({ row }) => {
        const facts = row.original.row === null ? [] : personFacts(row.original.row)
        return <span className="dim num">{facts.length === 0 ? MISSING : facts.join(' ')}</span>
      },
    }),
    count('searchCount', 'kw'),
    count('lineCount', 'pu'),
    count('amount', 'pu'),
    helper.accessor((place) => place.row?.lastDay, {
      id: 'lastDay',
      header: () => t('client.column.lastDay'),
      cell: ({ row }) => {
        const day = row.original.row?.lastDay ?? null
        return <span className="dim">{day === null ? MISSING : format.shortDay(day)}</span>
      },
    }),
  ])
}

/** Which columns a list of this width shows. */
export const visibleColumns = (width: number): Record<string, boolean> => ({
  amount: width >= ROOM_FOR_AMOUNT,
  lastDay: width >= ROOM_FOR_LAST_DAY,
})

/** Tracks of the rows' CSS grid for these columns. */
export const columnTracks = (ids: readonly string[]): string =>
  ids.map((id) => TRACKS[id as keyof typeof TRACKS]).join(' ')

/** Numbers stand on the right. */
export const isNumeric = (id: string): boolean => id !== 'clientId' && id !== 'age'
