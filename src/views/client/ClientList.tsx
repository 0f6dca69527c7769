import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import { useStore } from 'zustand'
import type { ClientSegment } from '../../protocol/client-history.ts'
import { clientAt } from '../../state/client-list-store.ts'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { AnswerFailed } from '../AnswerFailed.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { ClientGrid } from './ClientGrid.tsx'
import styles from './ClientList.module.css'
import { NARROW, useMedia } from './use-media.ts'

interface ClientListProps {
  readonly openId: string | null
  /** All clients of the data, whatever the filter says. */
  readonly clientCount: number
  /** A client was chosen on a narrow page: it is open now, and the list is closed. */
  readonly onPicked: (clientId: string) => void
}

const SEGMENTS: readonly ClientSegment[] = ['all', 'buyers', 'searchers-only', 'neither']

/**
 * The list pane: search box, which clients, how many, and the grid of them.
 *
 * On a narrow page it is the search box alone, once a client is open; focus or typing opens the rest below it.
 */
export function ClientList({ openId, clientCount, onPicked }: ClientListProps) {
  const { t, format } = useI18n()
  const { clientList, route } = useStores()
  const text = useStore(clientList, (state) => state.text)
  const segment = useStore(clientList, (state) => state.segment)
  const total = useStore(clientList, (state) => state.total)
  const error = useStore(clientList, (state) => state.error)

  const [lastTotal, setLastTotal] = useState(total)
  if (total !== null && total !== lastTotal) setLastTotal(total)
  const shownTotal = total ?? lastTotal ?? clientCount

  const [isOpen, setOpen] = useState(false)
  const isNarrow = useMedia(NARROW)
  const showsList = !isNarrow || isOpen || openId === null

  const pick = (clientId: string) => {
    route.getState().open('client', clientId)
    if (!isNarrow) return
    setOpen(false)
    onPicked(clientId)
  }
  const onBlur = (event: FocusEvent<HTMLElement>) => {
    // Without a next element the press may still land inside, for example on a button of a browser that focuses none.
    if (event.relatedTarget !== null && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
  }
  const onSearchKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const pane = event.currentTarget.closest('aside')
    if (event.key === 'ArrowDown') {
      event.preventDefault()
      pane?.querySelector<HTMLElement>('[role="grid"]')?.focus()
    } else if (event.key === 'Escape') {
      setOpen(false)
    } else if (event.key === 'Enter') {
      const { pages, total: here } = clientList.getState()
      const first = here === null || here === 0 ? null : clientAt(pages, 0)
      if (first !== null) pick(first.clientId)
    }
  }
  const showAll = () => {
    clientList.getState().setText('')
    clientList.getState().setSegment('all')
  }

  return (
    // Not an action of its own: the list closes once the focus is elsewhere.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <aside aria-label={t('client.list')} className={styles['pane']} onBlur={onBlur}>
      <div className={styles['searchLine']}>
        <input
          type="text"
          aria-label={t('client.search')}
          placeholder={t('client.searchHint')}
          value={text}
          autoComplete="off"
          spellCheck={false}
          className={styles['search']}
          onFocus={() => {
            setOpen(true)
          }}
          onChange={(event) => {
            setOpen(true)
            clientList.getState().setText(event.target.value)
          }}
          onKeyDown={onSearchKey}
        />
        {isNarrow && isOpen && openId !== null ? (
          <Button
            tone="quiet"
            onClick={() => {
              setOpen(false)
            }}
          >
            {t('client.closeList')}
          </Button>
        ) : null}
      </div>
      {showsList ? (
        <>
          <div className={styles['segments']}>
            <SegmentedControl
              label={t('client.segment')}
              value={segment}
              options={SEGMENTS.map((value) => ({ value, text: t(`client.segment.${value}`) }))}
              onChange={(value) => {
                clientList.getState().setSegment(value)
              }}
            />
          </div>
          <p role="status" className={styles['count']}>
            {shownTotal === clientCount
              ? t('client.count', { count: format.count(clientCount) })
              : t('client.countOf', { count: format.count(shownTotal), all: format.count(clientCount) })}
          </p>
          <AnswerFailed
            error={error}
            onRetry={() => {
              clientList.getState().refresh()
            }}
          />
          <ClientGrid total={shownTotal} openId={openId} onPick={pick} />
          {total === 0 ? (
            <div className={styles['none']}>
              <p>{t('client.noMatch')}</p>
              <Button onClick={showAll}>{t('client.showAll')}</Button>
            </div>
          ) : null}
        </>
      ) : null}
    </aside>
  )
}
