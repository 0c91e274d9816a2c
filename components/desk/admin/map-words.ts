import type { Text } from '@/lib/domain/data-map/types'

export type MapLanguage = keyof Text

export const mapLanguage = (locale: string): MapLanguage => (locale === 'fr' ? 'fr' : 'en')
export const wordsOf = (text: Text, language: MapLanguage): string => text[language]
