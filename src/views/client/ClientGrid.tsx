import { useTable } from '@tanstack/react-table'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import { clientAt, placeOf } from '../../state/client-list-store.ts'
import type { ClientSortKey } from '../../protocol/client-history.ts'
import { useElementWidth } from '../../charts/use-element-width.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import {
  clientColumns,
  columnTracks,
  isNumeric,
  listFeatures,
  visibleColumns,
  type ListRow,
} from './client-columns.tsx'
import styles from './ClientList.module.css'
import { movedRow } from './grid-keys.ts'
import { ROOMY, useMedia } from './use-media.ts'

interface ClientGridProps {
  /** Rows of the list; while another list is on its way, those of the last one. */
  readonly total: number
  readonly openId: string | null
  readonly onPick: (clientId: string) => void
}

/** CSS pixels. */
const HEADER_HEIGHT = 27
const ROW_HEIGHT = 30
const ROOMY_ROW_HEIGHT = 38
const OVERSCAN = 8

/**
 * All clients, of which only the visible rows exist. One tab stop; arrows move the active row, Enter opens it.
 *
 * Rows that are not here yet stand as hairlines in their place, so that nothing moves when they come.
 */
export function ClientGrid({ total, openId, onPick }: ClientGridProps) {
  const i18n = useI18n()
  const { clientList } = useStores()
  const pages = useStore(clientList, (state) => state.pages)
  const sort = useStore(clientList, (state) => state.sort)
  const isAsking = useStore(clientList, (state) => state.total === null)
  const listVersion = useStore(clientList, (state) => state.listVersion)
  const id = useId()

  const [scroller, setScroller] = useState<HTMLDivElement | null>(null)
  const [measure, width] = useElementWidth()
  const [moved, setMoved] = useState({ listVersion, index: 0 })
  // Another list starts at its top; the row belongs to the list in which it was reached.
  const active = moved.listVersion === listVersion ? Math.min(moved.index, Math.max(0, total - 1)) : 0

  const rowHeight = useMedia(ROOMY) ? ROOMY_ROW_HEIGHT : ROW_HEIGHT
  // The active row always exists, so that its id can be named while it is scrolled away.
  const rangeExtractor = useCallback(
    (range: Range) =>
      [...new Set([...defaultRangeExtractor(range), ...(total > 0 ? [active] : [])])].sort((a, b) => a - b),
    [active, total],
  )
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller,
    estimateSize: () => rowHeight,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    rangeExtractor,
  })
  const items = virtualizer.getVirtualItems()
  useEffect(() => {
    virtualizer.measure()
  }, [virtualizer, rowHeight])
  useEffect(() => {
    scroller?.scrollTo({ top: 0 })
  }, [scroller, listVersion])
  // The open client comes into view, as far as its place is known: pages that were not scrolled to are not here.
  useEffect(() => {
    if (scroller === null || isAsking || openId === null) return
    const place = placeOf(clientList.getState().pages, openId)
    if (place !== null) virtualizer.scrollToIndex(place)
  }, [scroller, virtualizer, clientList, isAsking, openId, listVersion])

  const start = virtualizer.range?.startIndex ?? 0
  const end = (virtualizer.range?.endIndex ?? -1) + 1
  useEffect(() => {
    if (!isAsking && end > 0) clientList.getState().need(Math.max(0, start - OVERSCAN), Math.min(total, end + OVERSCAN))
  }, [clientList, isAsking, start, end, total, listVersion])

  const places = items.map((item) => item.index).join()
  const data = useMemo(
    () =>
      places === ''
        ? []
        : places.split(',').map((place): ListRow => ({ index: Number(place), row: clientAt(pages, Number(place)) })),
    [places, pages],
  )
  const columns = useMemo(() => clientColumns(i18n), [i18n])
  const sorting = useMemo(() => [{ id: sort.key, desc: sort.descending }], [sort])
  const columnVisibility = useMemo(() => visibleColumns(width), [width])
  const table = useTable({
    features: listFeatures,
    columns,
    data,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    getRowId: (row) => String(row.index),
    state: { sorting, columnVisibility },
    onSortingChange: (update) => {
      const next = typeof update === 'function' ? update(sorting) : update
      const key = next[0]?.id
      if (key !== undefined) clientList.getState().sortBy(key as ClientSortKey)
    },
  })
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  const tracks = columnTracks(headers.map((header) => header.column.id))
  const rowId = (index: number) => `${id}-${index}`

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'Enter') {
      const row = isAsking ? null : clientAt(pages, active)
      if (row !== null) onPick(row.clientId)
      return
    }
    const pageRows = Math.max(1, Math.floor(((scroller?.clientHeight ?? 0) - HEADER_HEIGHT) / rowHeight) - 1)
    const index = movedRow(event.key, active, total, pageRows)
    if (index === null) return
    event.preventDefault()
    setMoved({ listVersion, index })
    virtualizer.scrollToIndex(index)
  }

  return (
    <div
      ref={setScroller}
      role="grid"
      aria-label={i18n.t('client.grid')}
      aria-rowcount={total + 1}
      aria-colcount={headers.length}
      aria-busy={isAsking}
      aria-activedescendant={total > 0 ? rowId(active) : undefined}
      tabIndex={0}
      className={styles['grid']}
      onKeyDown={onKeyDown}
    >
      <div role="rowgroup" className={styles['heads']} ref={measure}>
        <div role="row" aria-rowindex={1} className={styles['columns']} style={{ gridTemplateColumns: tracks }}>
          {headers.map((header) => {
            const sorted = header.column.getIsSorted()
            const direction = sorted === 'desc' ? 'descending' : 'ascending'
            return (
              <div
                key={header.id}
                role="columnheader"
                aria-sort={sorted === false ? 'none' : direction}
                className={isNumeric(header.column.id) ? 'n' : undefined}
              >
                <button type="button" className={styles['sort']} onClick={header.column.getToggleSortingHandler()}>
                  <table.FlexRender header={header} />
                  {sorted === false ? null : <span aria-hidden="true">{sorted === 'desc' ? '↓' : '↑'}</span>}
                </button>
              </div>
            )
          })}
        </div>
      </div>
      <div role="rowgroup" className={styles['rows']} style={{ height: total * rowHeight }} data-asking={isAsking}>
        {table.getRowModel().rows.map((tableRow) => {
          const { index, row } = tableRow.original
          const isOpen = row !== null && row.clientId === openId
          return (
            // The keyboard works on the grid, which names this row as active.
            // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
            <div
              key={tableRow.id}
              id={rowId(index)}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isOpen}
              className={styles['row']}
              data-active={index === active}
              style={{ gridTemplateColumns: tracks, height: rowHeight, top: index * rowHeight }}
              onClick={() => {
                setMoved({ listVersion, index })
                if (row !== null && !isAsking) onPick(row.clientId)
              }}
            >
              {row === null ? (
                <div role="gridcell" aria-colspan={headers.length} className={styles['hairline']} />
              ) : (
                tableRow.getVisibleCells().map((cell) => (
                  <div key={cell.id} role="gridcell" className={isNumeric(cell.column.id) ? 'n' : 'trunc'}>
                    <table.FlexRender cell={cell} />
                  </div>
                ))
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
