import { describe, expect, it } from 'vitest'
import type { Route } from '../../core/explain/recommendation.ts'
import type { ModelId } from '../../core/models/recipe.ts'
import { COMPARED_MODELS } from '../../core/models/registry.ts'
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
  rest: {
    readonly silent?: readonly ('client' | 'query')[]
    readonly isOfWords?: boolean
    readonly model?: ModelId
    readonly byFallback?: true
    readonly language?: 'en' | 'ko'
  } = {},
) =>
  routeSentences(createTranslate(rest.language ?? 'en'), {
    list: { route, silent: rest.silent ?? [], ...(rest.byFallback && { byFallback: rest.byFallback }) },
    model: rest.model ?? 'als',
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

  it('is of the model that made the list', () => {
    const of = (model: ModelId, route: Route, byFallback?: true) =>
      (['en', 'ko'] as const).map((language) =>
        say(route, 'client', null, { model, language, ...(byFallback && { byFallback }) }),
      )
    expect(of('ease', 'purchases')[0]).toBe('From purchases alone.')
    expect(of('ease', 'popular-in-segment', true)[0]).toMatch(/^EASE can say nothing of this client, .+ segment\.$/)
    expect(of('own-frequent', 'popular', true)[0]).toMatch(/^Own most frequent can say nothing of this client/)
    expect(of('segment-popular', 'popular')[0]).toMatch(/in no segment with buyers/)
    expect(of('segment-popular', 'popular-in-segment')[0]).toBe('The popular list of the client’s segment.')
    expect(of('recent-popular', 'popular')[0]).toMatch(/by evidence weight/)
    expect(of('bpr', 'words')[0]).toMatch(/^From words alone/)
    for (const { id } of COMPARED_MODELS)
      for (const route of ['purchases', 'words', 'popular', 'popular-in-segment', 'word-family'] as const)
        for (const sentence of [...of(id, route), ...of(id, route, true)]) {
          expect(sentence).not.toMatch(/client\.|models\.|[{}]/)
          expect(sentence.length).toBeGreaterThan(10)
        }
  })

  it('speaks of words where the client is made of them', () => {
    expect(say('popular', 'client', null, { isOfWords: true })).toMatch(/from these words/)
    expect(say('popular')).toMatch(/this client’s purchases or words/)
  })
})
