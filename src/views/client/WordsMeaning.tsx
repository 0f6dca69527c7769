import type { FoundColumn } from '../../protocol/typed-columns.ts'
import { useI18n } from '../use-i18n.ts'
import { langOf } from './hangul.ts'
import ways from './Ways.module.css'

interface WordsMeaningProps {
  readonly found: readonly FoundColumn[]
  /** Words that were typed, or words that a client of the files searched and that no column counts. */
  readonly are: 'typed' | 'searched'
}

/** As many as a glance takes in. */
const NAMED_WORDS = 10

/** What each word was taken for, in words. */
export function WordsMeaning({ found, are }: WordsMeaningProps) {
  const { t, format } = useI18n()
  if (found.length === 0) return null
  // A client may have searched a hundred; those that stand for something come first.
  const known = found.filter((word) => word.found !== null)
  const unknown = found.filter((word) => word.found === null)
  const named = are === 'typed' ? found : [...known, ...unknown].slice(0, NAMED_WORDS)
  const more = found.length - named.length
  return (
    <ul className={ways['meaning']} aria-label={t('client.wordsMeaning')} aria-live="polite">
      {named.map(({ text, by, found: column }, at) => (
        <li key={at}>
          <span className="kw b" lang={langOf(text)}>
            {text}
          </span>
          {': '}
          {column === null
            ? t(are === 'typed' ? 'client.wordUnknown' : 'client.wordRareUnknown')
            : by === 'exact'
              ? t('client.wordKnown')
              : t(are === 'typed' ? 'client.wordNearest' : 'client.wordRareNearest', { nearest: column.label.code })}
        </li>
      ))}
      {more === 0 ? null : <li className="sec">{t('client.wordsMore', { count: format.count(more) })}</li>}
    </ul>
  )
}
