import { describe, expect, it } from 'vitest'
import type { Route } from '../../core/explain/recommendation.ts'
import { clientMessages } from '../../i18n/messages/client.ts'
import { addMessages, createTranslate } from '../../i18n/translate.ts'
import type { FoundColumn } from '../../protocol/typed-columns.ts'
import { routeSentences } from './route-sentence.ts'

addMessages(clientMessages)

const known: FoundColumn = {
  text: ' 우 유',
  by: 'family',
  found: { column: 3, label: { kind: 'keyword', code: '우유', path: [] } },
}
const unseen: FoundColumn = { text: 'qq', by: 'none', found: null }

const say = (
  route: Route,
  kind: 'client' | 'query' | 'blend' = 'client',
  near: FoundColumn | null = null,
  rest: { readonly silent?: readonly ('client' | 'query')[]; readonly isOfWords?: boolean } = {},
) =>
  routeSentences(createTranslate('en'), {
    list: { route, silent: rest.silent ?? [] },
    model: 'als',
    way: { kind, near: near?.text ?? '', blend: 0.5 },
    near,
    isOfWords: rest.isOfWords ?? false,
    nearName: near?.found?.label.code ?? '',
  }).join(' ')

describe('the sentence of the route', () => {
  it('stands for every route, in both languages', () => {
    for (const language of ['en', 'ko'] as const)
      for (const route of ['purchases-and-words', 'purchases', 'words', 'word-family', 'query', 'popular'] as const) {
        const [sentence = ''] = routeSentences(createTranslate(language), {
          list: { route },
          model: 'als',
          way: { kind: 'client', near: '', blend: 0.5 },
          near: null,
          isOfWords: false,
          nearName: '우유',
        })
        expect(sentence).not.toMatch(/client\.|[{}]/)
        expect(sentence.length).toBeGreaterThan(10)
      }
  })

  it('says what an unseen word was taken for, or that nothing is near it', () => {
    expect(say('query', 'query', known)).toMatch(
      /^“우 유” is not in the data; nearest: “우유”\. Categories near “우유”/,
    )
    expect(say('popular', 'query', unseen)).toBe('“qq” is not in the data, and nothing near it is: popular list.')
    expect(say('words', 'blend', unseen)).toMatch(/only the client counts\. From words alone/)
    expect(say('query', 'query', { ...known, by: 'exact' })).not.toContain('not in the data')
  })

  it('says which part of a blend counts 0, and when nothing is typed', () => {
    expect(say('query', 'blend', known, { silent: ['client'] })).toMatch(/Nothing of the client can be learned/)
    expect(say('purchases', 'blend', known, { silent: ['query'] })).toMatch(/learned nothing about “우유”/)
    expect(say('purchases', 'blend', known)).toMatch(/standard deviation/)
    expect(say('purchases', 'query', null)).toMatch(/^Type a word or a category/)
  })

  it('tells the words of a client of the files from typed ones', () => {
    expect(say('word-family')).toMatch(/too rare to learn from: each stands for its nearest known word family/)
    expect(say('word-family', 'client', null, { isOfWords: true })).toMatch(/^From words that are not in the data/)
  })

  it('speaks of words where the client is made of them', () => {
    expect(say('popular', 'client', null, { isOfWords: true })).toMatch(/from these words/)
    expect(say('popular')).toMatch(/this client’s purchases or words/)
  })
})
