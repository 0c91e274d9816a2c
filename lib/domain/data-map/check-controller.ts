import { readYearClose } from '../hold-period'
import { nearest } from '../nearest'
import { isCountry } from './country'
import type { MapMistake } from './map-mistake'
import type { MapController } from './types'

export function checkController(controller: MapController, path: MapMistake['path']): MapMistake[] {
  const { country, timeZone, financialYearClose } = controller
  const mistakes: MapMistake[] = []
  if (!isCountry(country)) mistakes.push(notACountry([...path, 'country'], country))
  if (!isTimeZone(timeZone)) {
    const meant = nearest(timeZone, Intl.supportedValuesOf('timeZone'))
    const instead = meant ? `Did you mean “${meant}”?` : 'Write a name of the IANA list, such as Europe/Paris.'
    mistakes.push({ path: [...path, 'timeZone'], message: `There is no time zone “${timeZone}”.`, instead })
  }
  if (financialYearClose !== undefined && readYearClose(financialYearClose) === null) {
    const message = `No year has the day ${financialYearClose}.`
    mistakes.push({
      path: [...path, 'financialYearClose'],
      message,
      instead: "Write a month and day such as '--12-31'.",
    })
  }
  return mistakes
}

export function notACountry(path: MapMistake['path'], country: string): MapMistake {
  const instead = country === 'UK' ? 'Write GB.' : 'Write a code of ISO 3166-1, such as FR or PT.'
  return { path, message: `“${country}” is no country code.`, instead }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
