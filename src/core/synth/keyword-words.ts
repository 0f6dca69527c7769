import type { Kind } from './catalogue.ts'

/** Words that shoppers put before or after the thing they look for, by family of kinds. */
const FOOD_WORDS =
  '국산 유기농 대용량 냉동 무농약 수입 햇 1+1 손질 세일 2+1 소포장 업소용 미니 무가당 저염 매운 어린이 친환경 당일 특가 행사 선물용 캠핑용 묶음 낱개 수제 순한 간편 인기 할인 박스 아기 국내산 프리미엄 다이어트'
const HOME_WORDS =
  '대형 원목 미니 북유럽 특가 1인용 세트 모던 접이식 방수 두꺼운 여름 사계절 아이방 거실 주방 원룸 예쁜 그레이 화이트 세일 2인용 무지 고급 홈쇼핑 튼튼한 리퍼 블랙 신혼 캠핑 국산 휴대용 업소용 다용도'
const FASHION_WORDS =
  '여성 여름 남성 빅사이즈 가을 세일 신상 린넨 롱 겨울 블랙 오버핏 화이트 역시즌 골프 엄마 중년 여자 남자 5부 7부 반팔 긴팔 밴딩 기모 캐주얼 정장 하객 루즈핏 프린트 베이지 스트라이프 카키 특가 홈쇼핑 30대 40대 커플 임산부 학생'
const BEAUTY_WORDS =
  '세트 수분 미백 남자 기획 여자 대용량 민감성 1+1 지성 건성 탄력 여행용 리필 약산성 무향 임산부 어린이 본품 미니 진정 저자극 비건 추천 인기 세일 촉촉한 홈쇼핑 선물 40대'
const TECH_WORDS =
  '무선 미니 대형 소형 리퍼 특가 휴대용 저소음 블루투스 1등급 가정용 신제품 화이트 usb 정품 세일 벽걸이 스탠드 4k 고속 차량용 인버터 전시 중고 렌탈 이월 게이밍 초경량'
const FAMILY_WORDS =
  '아기 신생아 유아 대형 특가 1단계 2단계 3단계 유기농 여아 남아 박스 세트 캐릭터 돌선물 순면 리필 휴대용 세일 접이식 5세 3세 초등 선물 대용량 국산 100일'

const FAMILY_OF_KIND: Readonly<Record<Kind, string>> = {
  fresh: FOOD_WORDS,
  dairy: FOOD_WORDS,
  chilled: FOOD_WORDS,
  frozen: FOOD_WORDS,
  pantry: FOOD_WORDS,
  snack: FOOD_WORDS,
  bakery: FOOD_WORDS,
  drink: FOOD_WORDS,
  alcohol: FOOD_WORDS,
  health: BEAUTY_WORDS,
  living: HOME_WORDS,
  kitchen: HOME_WORDS,
  home: HOME_WORDS,
  appliance: TECH_WORDS,
  digital: TECH_WORDS,
  auto: TECH_WORDS,
  hobby: FAMILY_WORDS,
  fashion: FASHION_WORDS,
  acc: FASHION_WORDS,
  beauty: BEAUTY_WORDS,
  baby: FAMILY_WORDS,
  kids: FAMILY_WORDS,
  sport: FASHION_WORDS,
  pet: FAMILY_WORDS,
}

const splitFamilies = new Map<string, readonly string[]>()

/** The side words of a kind, the common ones first. */
export function sideWords(kind: Kind): readonly string[] {
  const text = FAMILY_OF_KIND[kind]
  let words = splitFamilies.get(text)
  if (words === undefined) splitFamilies.set(text, (words = text.split(' ')))
  return words
}

const FOOD_SIZES =
  '1kg 500g 2kg 10kg 1l 500ml 2l 900ml 1.8l 200g 300g 5kg 30구 15구 320 4kg 100g 20kg 1.5l 12입 24입 6개'.split(' ')
const WEAR_SIZES = '55 66 77 88 95 100 105 110 m l xl xxl 230 240 250 260 270 2xl'.split(' ')
const HOME_SIZES = '60cm 90cm 120cm 1200 1500 2단 3단 4단 100매 200매 50l 20l q k ss 2p 4p 10p'.split(' ')

/** Sizes and amounts typed after a word. */
export function sizeWords(kind: Kind): readonly string[] {
  const family = FAMILY_OF_KIND[kind]
  if (family === FOOD_WORDS || kind === 'health' || kind === 'pet') return FOOD_SIZES
  return family === FASHION_WORDS || kind === 'kids' ? WEAR_SIZES : HOME_SIZES
}

const FIRST = '한새푸해온미다초참솔별루비로하라마에오유가나아모디세보피코벨'
const SECOND = '들봄른담나빛샘결뜰숲리아베로노안향누린루엔토미즈앤비몬'
const THIRD = ['', '', '', '농장', '나라', '샵', '홈', '네', '가', '스', '마을', '랑']
const LATIN_FIRST = ['lu', 'nor', 'pel', 'va', 'mi', 'so', 'be', 'ka', 'te', 'ro', 'du', 'ha']
const LATIN_SECOND = ['ma', 'vi', 'ka', 'lo', 'na', 'ra', 'to', 'bel', 'don', 'ri', 'za', 'mu']
const LATIN_THIRD = ['', '', 's', 'n', 'x', 'co']

/** Brands of a kind; each kind has its own, so that a brand says something of the taste behind it. */
export const BRANDS_PER_KIND = 46

/**
 * The invented brand at a place: two or three syllables, one in seven in Latin letters. The same place always has the same brand.
 *
 * @param kindNumber position of the kind in `KINDS`
 * @param rank `[0, BRANDS_PER_KIND)`
 */
export function brandName(kindNumber: number, rank: number): string {
  const spot = Math.imul(kindNumber * BRANDS_PER_KIND + rank + 1, 0x9e3779b1) >>> 0
  if (spot % 7 === 0) {
    const tail = LATIN_THIRD[(spot >>> 17) % LATIN_THIRD.length]!
    return `${LATIN_FIRST[(spot >>> 5) % LATIN_FIRST.length]!}${LATIN_SECOND[(spot >>> 11) % LATIN_SECOND.length]!}${tail}`
  }
  return (
    FIRST[(spot >>> 4) % FIRST.length]! + SECOND[(spot >>> 12) % SECOND.length]! + THIRD[(spot >>> 20) % THIRD.length]!
  )
}
