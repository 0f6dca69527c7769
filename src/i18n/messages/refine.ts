import type { MessageTable } from '../message-table.ts'

/** Texts of the refinement of Best default. */
export const refineMessages = {
  'refine.title': { en: 'Refinement', ko: '설정 다듬기' },
  'refine.refining': { en: 'Refining settings', ko: '설정을 다듬는 중' },
  'refine.now': { en: 'Refine now', ko: '지금 다듬기' },
  'refine.later': {
    en: 'Settings near Best default are tried after training, while the page is idle.',
    ko: '학습이 끝나고 페이지를 쓰지 않을 때 최적 기본값에 가까운 설정들을 시험합니다.',
  },
  'refine.waiting': {
    en: 'Settings near Best default are tried by themselves when the page has been idle for 20 seconds; {duration}.',
    ko: '페이지를 20초 동안 쓰지 않으면 최적 기본값에 가까운 설정들을 저절로 시험합니다. {duration} 걸립니다.',
  },
  'refine.unasked': {
    en: 'Settings near Best default can be tried; {duration}. It does not begin by itself.',
    ko: '최적 기본값에 가까운 설정들을 시험할 수 있습니다. {duration} 걸리며 저절로 시작하지 않습니다.',
  },
  'refine.short-period': {
    en: 'Best default is not refined: the data covers {days} days, and trying settings needs {needed}. They are tried on two weeks, with the days before to train on, and four weeks after them are left alone.',
    ko: '최적 기본값을 다듬지 않습니다. 데이터는 {days}일인데 설정을 시험하려면 {needed}일이 필요합니다. 2주 동안의 구매로 시험하고 그 앞의 날로 학습하며 뒤의 4주는 보지 않기 때문입니다.',
  },
  'refine.no-purchases': {
    en: 'Best default is not refined: trying settings needs purchases with a date.',
    ko: '최적 기본값을 다듬지 않습니다. 설정을 시험하려면 날짜가 있는 구매가 필요합니다.',
  },
  'refine.cancelled': {
    en: 'Refining was cancelled. Nothing has changed.',
    ko: '다듬기를 취소했습니다. 바뀐 것은 없습니다.',
  },
  'refine.failed': {
    en: 'The settings could not be refined; Best default stays.',
    ko: '설정을 다듬지 못했습니다. 최적 기본값을 그대로 씁니다.',
  },
  'refine.candidate': { en: 'settings {at} of {count}', ko: '설정 {count}가지 중 {at}번째' },
  'refine.better': {
    en: '{settings}: better than Best default by {difference} NDCG@10, 95 % interval {low} to {high}, on {clients} clients who bought in {first} to {last}.',
    ko: '{settings}: {first} ~ {last} 기간에 구매한 고객 {clients}명에서 최적 기본값보다 NDCG@10이 {difference} 높습니다. 95% 구간 {low} ~ {high}.',
  },
  'refine.none': {
    en: 'No combination is clearly better than Best default on {first} to {last}, for {clients} clients who bought.',
    ko: '{first} ~ {last} 기간에 구매한 고객 {clients}명에서 최적 기본값보다 뚜렷하게 나은 설정은 없습니다.',
  },
  'refine.tooFew': {
    en: 'Too few clients to compare settings: {clients} bought in {first} to {last}. Best default stays.',
    ko: '설정을 비교하기에는 고객이 너무 적습니다. {first} ~ {last} 기간에 구매한 고객은 {clients}명입니다. 최적 기본값을 그대로 씁니다.',
  },
  'refine.use': { en: 'Use them', ko: '이 설정 쓰기' },
  'refine.allDays': { en: 'For all days: {settings}.', ko: '전체 기간에서는 {settings}.' },
  'refine.inUse': {
    en: 'These settings are taken. To go back, choose the preset Best default and press Train.',
    ko: '이 설정을 쓰고 있습니다. 되돌리려면 최적 기본값 프리셋을 고르고 학습을 누르세요.',
  },
  'refine.otherEvidence': {
    en: 'The evidence in the form is another than the one that these figures are about: press Train, and it is refined anew.',
    ko: '양식의 근거 설정이 이 결과를 낸 것과 다릅니다. 학습을 누르면 새로 다듬습니다.',
  },
  'refine.rule': { en: 'Best default', ko: '최적 기본값' },
  'refine.of.alpha': { en: 'α {value}', ko: 'α {value}' },
  'refine.of.lambda': { en: 'λ {value}', ko: 'λ {value}' },
  'refine.of.factors': { en: '{value} factors', ko: '요인 {value}' },
  'refine.tried': { en: 'Settings tried', ko: '시험한 설정' },
  'refine.column.settings': { en: 'Settings', ko: '설정' },
  'refine.column.ndcg': { en: 'NDCG@10', ko: 'NDCG@10' },
  'refine.column.difference': { en: 'Difference', ko: '차이' },
  'refine.column.interval': { en: '95 % interval', ko: '95% 구간' },
  'refine.column.searchers': { en: 'Searchers', ko: '검색만 한 고객' },
  'refine.interval': { en: '{low} to {high}', ko: '{low} ~ {high}' },
  'refine.fewSearchers': { en: 'too few', ko: '너무 적음' },
  'refine.note.difference': {
    en: 'Difference: to Best default, client by client; paired bootstrap, 1,000 resamples of clients. Searchers: the same for clients of whom only words are known; settings that clearly lose there are not offered. Under 50 of them are too few to tell.',
    ko: '차이: 최적 기본값과 고객별로 짝지어 비교한 값. 고객을 1,000번 다시 뽑은 부트스트랩. 검색만 한 고객: 검색어만 알려진 고객에서 같은 값. 여기서 뚜렷하게 나빠지는 설정은 권하지 않습니다. 50명이 안 되면 알 수 없습니다.',
  },
  'refine.note.days': {
    en: 'Looked at: {first} to {last}, with the days before to train on. No later day was looked at, not even the last 14, on which models are judged.',
    ko: '본 날: {first} ~ {last}, 그 앞의 날로 학습. 그 뒤의 날은 보지 않았고 모델을 평가하는 마지막 14일도 보지 않았습니다.',
  },
  'refine.note.optimistic': {
    en: 'The best of several looks better than it is, because it is picked on the clients that it is measured on. So it is offered, never used by itself.',
    ko: '여럿 중 가장 좋은 것은 고른 고객으로 다시 재므로 실제보다 좋아 보입니다. 그래서 권하기만 하고 저절로 쓰지 않습니다.',
  },
} as const satisfies MessageTable
