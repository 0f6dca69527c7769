import { Combobox, ComboboxItem, ComboboxLabel, ComboboxPopover, ComboboxProvider } from '@ariakit/react'
import { useState } from 'react'
import { useStore } from 'zustand'
import type { ColumnLabel } from '../../protocol/client-history.ts'
import { useStores } from '../stores.ts'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import styles from './Ways.module.css'

interface NearFieldProps {
  readonly evidenceId: number
  /** What the address says. */
  readonly near: string
}

const nameOf = ({ kind, code, path }: ColumnLabel): string => (kind === 'keyword' ? code : (path.at(-1) ?? code))

/**
 * The word or category that a list is to be near. Suggestions follow every letter, also while one is composed; the list
 * changes on Enter, on a pick, and when the field is left.
 */
export function NearField({ evidenceId, near }: NearFieldProps) {
  const { t } = useI18n()
  const { route, recommendation } = useStores()
  const suggestions = useStore(recommendation, (state) => state.suggestions)
  const [text, setText] = useState(near)
  const [shownNear, setShownNear] = useState(near)
  if (near !== shownNear) {
    // The address moved: back, forward, another link.
    setShownNear(near)
    setText(near)
  }
  const choose = (value: string) => {
    if (value === near) return
    route.getState().setOption('near', value.trim() === '' ? null : value)
  }
  const suggest = (value: string) => {
    void recommendation.getState().suggest(evidenceId, value)
  }
  return (
    <ComboboxProvider
      inputValue={text}
      setInputValue={(value) => {
        setText(value)
        suggest(value)
      }}
    >
      <div className={styles['near']}>
        <ComboboxLabel className="sr">{t('client.near')}</ComboboxLabel>
        <Combobox
          className={styles['input']}
          placeholder={t('client.nearHint')}
          autoComplete="list"
          spellCheck={false}
          lang={langOf(text)}
          onFocus={() => {
            suggest(text)
          }}
          onBlur={() => {
            choose(text)
          }}
          onKeyDown={(event) => {
            // Enter that ends a composition only ends it; Enter on a suggestion picks that.
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            if (event.currentTarget.getAttribute('aria-activedescendant') === null) choose(text)
          }}
        />
        <ComboboxPopover gutter={4} sameWidth portal className={styles['menu']} aria-label={t('client.near')}>
          {suggestions.map(({ column, label }) => (
            <ComboboxItem
              key={column}
              value={label.code}
              className={styles['item']}
              onClick={() => {
                choose(label.code)
              }}
            >
              <span className="trunc" lang={langOf(nameOf(label))}>
                {nameOf(label)}
              </span>
              <span className="sm dim">
                {label.kind === 'category'
                  ? t('client.nearKind.category', { code: label.code })
                  : t('client.nearKind.keyword')}
              </span>
            </ComboboxItem>
          ))}
        </ComboboxPopover>
      </div>
    </ComboboxProvider>
  )
}
