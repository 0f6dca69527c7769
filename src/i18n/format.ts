import type { Language } from './translate.ts'

/** Numbers, days and sizes as people of a language write them. Missing values are an en dash. */
export interface Format {
  /** `3,196,362` */
  readonly count: (value: number) => string
  /** Fixed decimals and a true minus sign: `-0.031` as `−0.031`. */
  readonly decimal: (value: number, digits: number) => string
  /** As `decimal`, with a plus sign: `+0.19`. */
  readonly signed: (value: number, digits: number) => string
  /** A share `[0, 1]` as a percentage without the sign, one decimal: `79.6`; `<0.1` for what is small but there. */
  readonly percent: (share: number) => string
  /** Shortened as the language does it: `1.4m`, `230k`; in Korean by ten thousands. */
  readonly compact: (value: number) => string
  /** `247 MB` */
  readonly bytes: (bytes: number) => string
  /** Days since 1970 as `1 Jul 2019` or `2019. 7. 1.` */
  readonly day: (day: number) => string
  /** As `day` without the year, for axes. */
  readonly shortDay: (day: number) => string
}

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ko: 'ko-KR' }
const DAY_MS = 86_400_000
const MINUS = '\u2212'

const utc = (locale: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })

/** Day before month, as the rest of the page, but with the three-letter months that British English lacks in September. */
function englishDays(): Pick<Format, 'day' | 'shortDay'> {
  const month = utc('en-US', { month: 'short' })
  const shortDay = (day: number): string => {
    const date = new Date(day * DAY_MS)
    return `${String(date.getUTCDate())} ${month.format(date)}`
  }
  return { shortDay, day: (day) => `${shortDay(day)} ${String(new Date(day * DAY_MS).getUTCFullYear())}` }
}

function koreanDays(): Pick<Format, 'day' | 'shortDay'> {
  const long = utc('ko-KR', { day: 'numeric', month: 'numeric', year: 'numeric' })
  const short = utc('ko-KR', { day: 'numeric', month: 'short' })
  return { day: (day) => long.format(day * DAY_MS), shortDay: (day) => short.format(day * DAY_MS) }
}

const DAY_FORMATS: Readonly<Record<Language, Pick<Format, 'day' | 'shortDay'>>> = {
  en: englishDays(),
  ko: koreanDays(),
}

/** The formats of one language. */
export function createFormat(language: Language): Format {
  const locale = LOCALES[language]
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const { day, shortDay } = DAY_FORMATS[language]
  const fixed = Array.from(
    { length: 7 },
    (_, digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  )
  const trueMinus = (text: string) => text.replace('-', MINUS)
  const decimal = (value: number, digits: number): string => {
    const text = trueMinus((fixed[digits] ?? whole).format(value))
    return /[1-9]/.test(text) ? text : text.replace(MINUS, '')
  }
  return {
    count: (value) => trueMinus(whole.format(value)),
    decimal,
    signed: (value, digits) => {
      const text = decimal(value, digits)
      return text.startsWith(MINUS) ? text : `+${text}`
    },
    percent: (share) => {
      if (share === 0) return '0'
      if (share < 0.001) return '<0.1'
      return decimal(share * 100, 1)
    },
    compact: (value) => trueMinus(short.format(value)),
    bytes: (bytes) => {
      const units = ['B', 'kB', 'MB', 'GB'] as const
      let size = bytes
      let unit = 0
      while (size >= 1000 && unit < units.length - 1) {
        size /= 1000
        unit += 1
      }
      return `${decimal(size, unit === 0 || size >= 100 ? 0 : 1)} ${units[unit] ?? ''}`
    },
    day,
    shortDay,
  }
}
