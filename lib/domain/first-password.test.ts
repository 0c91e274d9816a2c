import { expect, test } from 'vitest'
import { FIRST_PASSWORD_BYTES, firstPassword } from './first-password'

test('a first password can be read out, and no byte is bent to fit', () => {
  const random = Uint8Array.from({ length: FIRST_PASSWORD_BYTES }, (_, index) => 255 - index)
  // 31 × 8 = 248: bytes from 248 on would make the first letters likelier and are left out.
  expect(firstPassword(random)).toBe('9876-5432-zyxw-vuts-rqpn')
})

test('too little randomness is refused rather than stretched', () => {
  expect(() => firstPassword(new Uint8Array(19))).toThrow(RangeError)
  expect(() => firstPassword(new Uint8Array(FIRST_PASSWORD_BYTES).fill(255))).toThrow(RangeError)
})
