import { useId, useState } from 'react'
import { PAGE_SIZES } from '../../state/row-view.ts'
import { Button } from '../../ui/Button.tsx'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import styles from './RowBrowser.module.css'

interface RowPagerProps {
  readonly total: number
  /** First row of the page, from 0. */
  readonly start: number
  readonly pageRows: number
}

/** Ways through the pages. A button that leads nowhere stays in reach, so that the focus is not lost at the last page. */
export function RowPager({ total, start, pageRows }: RowPagerProps) {
  const { t, format } = useI18n()
  const { rowBrowser } = useStores()
  const [text, setText] = useState('')
  const id = useId()
  const goTo = (place: number) => {
    rowBrowser.getState().goTo(place)
  }
  const isFirst = start === 0
  const isLast = start + pageRows >= total
  const ways = [
    { key: 'first', isOff: isFirst, place: 0 },
    { key: 'previous', isOff: isFirst, place: start - pageRows },
    { key: 'next', isOff: isLast, place: start + pageRows },
    { key: 'last', isOff: isLast, place: total - 1 },
  ] as const
  const [first, previous, next, last] = ways.map(({ key, isOff, place }) => (
    <Button
      key={key}
      aria-disabled={isOff}
      onClick={() => {
        if (!isOff) goTo(place)
      }}
    >
      {t(`rows.${key}`)}
    </Button>
  ))
  return (
    <nav aria-label={t('rows.pages')} className={styles['pager']}>
      {first}
      {previous}
      <span className="num sm" role="status">
        {t('rows.shown', {
          first: format.count(start + 1),
          last: format.count(Math.min(total, start + pageRows)),
          rows: format.count(total),
        })}
      </span>
      {next}
      {last}
      <form
        className={styles['goTo']}
        onSubmit={(event) => {
          event.preventDefault()
          const place = Number(text.replaceAll(',', ''))
          if (Number.isSafeInteger(place) && place >= 1) goTo(place - 1)
        }}
      >
        <label htmlFor={id}>{t('rows.goTo')}</label>
        <input
          id={id}
          inputMode="numeric"
          autoComplete="off"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
          }}
        />
        <Button type="submit">{t('rows.go')}</Button>
      </form>
      <SegmentedControl
        label={t('rows.perPage')}
        value={String(pageRows)}
        options={PAGE_SIZES.map((size) => ({ value: String(size), text: format.count(size) }))}
        onChange={(size) => {
          rowBrowser.getState().setPageRows(Number(size))
        }}
      />
    </nav>
  )
}
