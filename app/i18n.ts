import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { chooseLocale, LOCALE_COOKIE, type Locale } from '@/components/shell/locale'
import enAdmin from '@/messages/en/admin.json'
import enCommon from '@/messages/en/common.json'
import enCorrections from '@/messages/en/corrections.json'
import enDesk from '@/messages/en/desk.json'
import enEvidence from '@/messages/en/evidence.json'
import enHolds from '@/messages/en/holds.json'
import enLetters from '@/messages/en/letters.json'
import enPublic from '@/messages/en/public.json'
import enReasons from '@/messages/en/reasons.json'
import enRecipients from '@/messages/en/recipients.json'
import enRetention from '@/messages/en/retention.json'
import enRules from '@/messages/en/rules.json'
import enSuppression from '@/messages/en/suppression.json'
import enTasks from '@/messages/en/tasks.json'
import enTransfers from '@/messages/en/transfers.json'
import frAdmin from '@/messages/fr/admin.json'
import frCommon from '@/messages/fr/common.json'
import frCorrections from '@/messages/fr/corrections.json'
import frDesk from '@/messages/fr/desk.json'
import frEvidence from '@/messages/fr/evidence.json'
import frHolds from '@/messages/fr/holds.json'
import frLetters from '@/messages/fr/letters.json'
import frPublic from '@/messages/fr/public.json'
import frReasons from '@/messages/fr/reasons.json'
import frRecipients from '@/messages/fr/recipients.json'
import frRetention from '@/messages/fr/retention.json'
import frRules from '@/messages/fr/rules.json'
import frSuppression from '@/messages/fr/suppression.json'
import frTasks from '@/messages/fr/tasks.json'
import frTransfers from '@/messages/fr/transfers.json'

// One namespace a file: `useTranslations('desk.inbox')` reads messages/<locale>/desk.json.
const messages: Record<Locale, Record<string, object>> = {
  en: {
    admin: enAdmin,
    common: enCommon,
    public: enPublic,
    corrections: enCorrections,
    desk: enDesk,
    evidence: enEvidence,
    holds: enHolds,
    letters: enLetters,
    reasons: enReasons,
    recipients: enRecipients,
    retention: enRetention,
    rules: enRules,
    suppression: enSuppression,
    tasks: enTasks,
    transfers: enTransfers,
  },
  fr: {
    admin: frAdmin,
    common: frCommon,
    public: frPublic,
    corrections: frCorrections,
    desk: frDesk,
    evidence: frEvidence,
    holds: frHolds,
    letters: frLetters,
    reasons: frReasons,
    recipients: frRecipients,
    retention: frRetention,
    rules: frRules,
    suppression: frSuppression,
    tasks: frTasks,
    transfers: frTransfers,
  },
}

export default getRequestConfig(async () => {
  const locale = chooseLocale((await cookies()).get(LOCALE_COOKIE)?.value, (await headers()).get('accept-language'))
  return { locale, messages: messages[locale], timeZone: process.env.TZ || 'Europe/Paris' }
})
