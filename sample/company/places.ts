import type { Country } from './names'
import type { Chance } from './random'

interface Place {
  towns: readonly (readonly [postalCode: string, city: string])[]
  streets: readonly string[]
  /** The number's place differs: "12 rue …" but "… 12". */
  numberFirst: boolean
  vat: number
}

export const places: Record<Country, Place> = {
  FR: {
    towns: [
      ['75011', 'Paris'],
      ['69003', 'Lyon'],
      ['13006', 'Marseille'],
      ['59000', 'Lille'],
      ['35000', 'Rennes'],
      ['67000', 'Strasbourg'],
      ['42000', 'Saint-Étienne'],
      ['29200', 'Brest'],
    ],
    streets: [
      'rue des Lilas',
      'avenue de la République',
      'impasse du Moulin',
      'boulevard Émile-Zola',
      "chemin de l'Étang",
    ],
    numberFirst: true,
    vat: 20,
  },
  PT: {
    towns: [
      ['1200-109', 'Lisboa'],
      ['4000-322', 'Porto'],
      ['3000-150', 'Coimbra'],
      ['4700-030', 'Braga'],
      ['8000-139', 'Faro'],
      ['2900-001', 'Setúbal'],
    ],
    streets: ['Rua da Conceição', 'Avenida da Liberdade', 'Travessa do Poço', 'Largo de São João', 'Rua das Flores'],
    numberFirst: false,
    vat: 23,
  },
  ES: {
    towns: [
      ['28013', 'Madrid'],
      ['08002', 'Barcelona'],
      ['41004', 'Sevilla'],
      ['46001', 'València'],
      ['15003', 'A Coruña'],
      ['24001', 'León'],
    ],
    streets: ['Calle de la Peña', 'Avenida de los Álamos', 'Plaza de España', 'Calle Núñez', 'Paseo del Río'],
    numberFirst: false,
    vat: 21,
  },
  IT: {
    towns: [
      ['20121', 'Milano'],
      ['00184', 'Roma'],
      ['10121', 'Torino'],
      ['80133', 'Napoli'],
      ['47521', 'Cesena'],
      ['47121', 'Forlì'],
    ],
    streets: ['Via della Libertà', 'Corso Unità', 'Piazza San Nicolò', 'Via dei Tigli', "Vicolo dell'Oro"],
    numberFirst: false,
    vat: 22,
  },
  DE: {
    towns: [
      ['10115', 'Berlin'],
      ['80331', 'München'],
      ['50667', 'Köln'],
      ['40213', 'Düsseldorf'],
      ['90402', 'Nürnberg'],
      ['23552', 'Lübeck'],
    ],
    streets: ['Lindenstraße', 'Bäckergasse', 'Am Mühlbach', 'Schloßallee', 'Große Gasse'],
    numberFirst: false,
    vat: 19,
  },
}

export interface Address {
  street: string
  postal_code: string
  city: string
}

export function addressIn(country: Country, luck: Chance): Address {
  const place = places[country]
  const [postalCode, city] = luck.pick(place.towns)
  const street = luck.pick(place.streets)
  const number = luck.between(1, 180)
  return { street: place.numberFirst ? `${number} ${street}` : `${street} ${number}`, postal_code: postalCode, city }
}

/** Ranges set aside for fiction (Arcep, Bundesnetzagentur); elsewhere prefixes that no operator holds. */
export function phoneIn(country: Country, luck: Chance): string {
  const pairs = (count: number) => Array.from({ length: count }, () => luck.digits(2)).join(' ')
  if (country === 'FR') return luck.happens(0.5) ? `+33 1 99 00 ${pairs(2)}` : `06 39 98 ${pairs(2)}`
  if (country === 'DE') return luck.happens(0.5) ? `+49 30 23125 ${luck.digits(3)}` : `089 99998 ${luck.digits(3)}`
  if (country === 'PT') return `+351 900 ${luck.digits(3)} ${luck.digits(3)}`
  if (country === 'ES') return `+34 500 ${luck.digits(3)} ${luck.digits(3)}`
  return `+39 300 ${luck.digits(3)} ${luck.digits(4)}`
}

const accountDigits: Record<Country, number> = { FR: 23, PT: 21, ES: 20, IT: 22, DE: 18 }

/** Check digits 00 never occur (ISO 7064 gives 02 to 98): the right shape, and nobody's account. */
export function ibanIn(country: Country, luck: Chance): string {
  if (country === 'IT') return `IT00X${luck.digits(accountDigits.IT)}`
  return `${country}00${luck.digits(accountDigits[country])}`
}

export const bicIn = (country: Country, luck: Chance): string =>
  `${luck.pick(['TRMN', 'EXMP', 'ZZZZ'])}${country}${luck.pick(['PP', 'MM', '22', 'XX'])}${luck.happens(0.4) ? 'XXX' : ''}`

/** National numbers that begin with zeros are given to nobody. */
export function taxNumberIn(country: Country, luck: Chance): string {
  if (country === 'FR') return `FR00000${luck.digits(6)}`
  if (country === 'ES') return `ES000${luck.digits(5)}X`
  if (country === 'IT') return `IT0000${luck.digits(7)}`
  return `${country}000${luck.digits(6)}`
}

/** RFC 5737 and RFC 3849: networks that exist in documents only. */
export function ipAddress(luck: Chance): string {
  if (luck.happens(0.15))
    return `2001:db8:${luck.between(1, 0xffff).toString(16)}::${luck.between(1, 0xffff).toString(16)}`
  return `${luck.pick(['192.0.2', '198.51.100', '203.0.113'])}.${luck.between(1, 254)}`
}

export const userAgent = (luck: Chance): string =>
  luck.pick([
    'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
  ])
