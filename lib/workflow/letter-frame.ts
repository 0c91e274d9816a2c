// Who writes to whom: the controller of the request's clock, its DPO, and the person's name only once identity is proven.
import type { DataMap, MapController } from '../domain/data-map/types'
import type { LetterFrame } from '../domain/letters/letter'
import { today } from '../platform/clock'

export const controllerOf = (map: DataMap, key: string): MapController => {
  const found =
    map.controllers.find((controller) => controller.key === key) ??
    map.controllers.find((controller) => controller.key === map.organisation.defaultController)
  if (!found) throw new Error('the data map names no controller for this request')
  return found
}

export function letterFrame(
  request: { reference: string; controllerKey: string; timeZone: string; locale: string },
  map: DataMap,
  recipientName?: string,
): LetterFrame {
  const { name, dpo } = controllerOf(map, request.controllerKey)
  return {
    locale: request.locale === 'fr' ? 'fr' : 'en',
    reference: request.reference,
    controller: name,
    dpo,
    date: today(request.timeZone).toString(),
    ...(recipientName ? { recipientName } : {}),
  }
}
