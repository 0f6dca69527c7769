import { useCallback } from 'react'
import type { ColumnLabel } from '../../protocol/client-history.ts'
import { useI18n } from '../use-i18n.ts'
import { entryName, type EntryCounts } from './reason-shape.ts'

/** How entries of the client are called in running text: `커텐 ×41`, `0347 without a name`. */
export function useEntryText(labels: ReadonlyMap<number, ColumnLabel>, level: number, counts: EntryCounts) {
  const { t, format } = useI18n()
  return useCallback(
    (column: number): string => {
      const { text, code, count } = entryName(labels.get(column), level, counts)
      const name = text ?? `${code} ${t('client.unnamed')}`.trim()
      return count === null ? name : t('client.contributor', { name, count: format.count(count) })
    },
    [labels, level, counts, t, format],
  )
}
