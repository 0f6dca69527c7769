import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'
import { createTranslate, isLanguage } from './translate.ts'

describe('texts', () => {
  it('fill in values, in both languages', () => {
    expect(createTranslate('en')('common.loadedClients', { clients: '72,399' })).toBe('72,399 clients')
    expect(createTranslate('ko')('common.loadedClients', { clients: '72,399' })).toBe('고객 72,399명')
  })

  it('leave values alone that look like places or patterns', () => {
    expect(createTranslate('en')('error.unexpected', { reason: '{reason} $& $1' })).toContain('{reason} $& $1')
  })

  it('of a screen are used by nothing that comes before its script', () => {
    const sources = import.meta.glob<string>('../{views,state,charts,ui}/**/*.{ts,tsx}', {
      query: '?raw',
      import: 'default',
      eager: true,
    })
    const homes: readonly (readonly [prefix: string, home: RegExp])[] = [
      ['client', /views\/client\//],
      // The names of models come with the Client screen too; the export menu names one only beside a list of that screen.
      ['models', /views\/(models\/|client\/(ModelSwitch|route-sentence)|shell\/ExportMenu)/],
      ['overview', /views\/overview\//],
      ['quality', /views\/data\/(QualityReport|Finding|finding-|check-|quality-|note-text)/],
      ['rows', /views\/data\/(Row|row-|DataDictionary|dictionary-)/],
      ['dictionary', /views\/data\/(DataDictionary|dictionary-)/],
    ]
    expect(Object.keys(sources).length).toBeGreaterThan(100)
    const strangers = Object.entries(sources).flatMap(([file, text]) =>
      homes.flatMap(([prefix, home]) =>
        new RegExp(`\\bt\\([\x27\`]${prefix}\\.`).test(text) && !home.test(file) ? [`${file} uses ${prefix}`] : [],
      ),
    )
    expect(strangers).toEqual([])
  })

  it('know their languages', () => {
    expect([isLanguage('ko'), isLanguage('de'), isLanguage(null)]).toEqual([true, false, false])
  })
})

describe('formats', () => {
  const format = createFormat('en')

  it('write counts with separators', () => {
    expect(format.count(3_196_362)).toBe('3,196,362')
  })

  it('use a true minus sign, and none for a rounded zero', () => {
    expect(format.decimal(-0.031, 2)).toBe('\u22120.03')
    expect(format.decimal(-0.001, 2)).toBe('0.00')
    expect(format.signed(0.19, 2)).toBe('+0.19')
    expect(format.signed(-0.19, 2)).toBe('\u22120.19')
  })

  it('keep a small share apart from none', () => {
    expect([format.percent(0), format.percent(0.0004), format.percent(0.796)]).toEqual(['0', '<0.1', '79.6'])
  })

  it('write days without a time zone', () => {
    expect(format.day(18_078)).toBe('1 Jul 2019')
    expect(format.day(18_169)).toBe('30 Sep 2019')
    expect(createFormat('ko').day(18_078)).toContain('2019')
  })

  it('write sizes in the unit that fits', () => {
    expect([format.bytes(999), format.bytes(96_400), format.bytes(247_000_000)]).toEqual(['999 B', '96.4 kB', '247 MB'])
  })
})
