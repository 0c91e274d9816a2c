// What never reaches a page: forms that are too long, or that do not say how long they are.
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { proxy } from '@/proxy'

const post = (path: string, headers: Record<string, string>) =>
  proxy(new NextRequest(new URL(path, 'http://localhost:3000'), { method: 'POST', headers }))

test('a form that is too long is answered by a page that says so', async () => {
  const answer = await post('/signin', { 'content-length': '1000001' })
  expect(answer.status).toBe(413)
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(await answer.text()).toMatch(/Nothing was changed[\s\S]*lang="fr"/)
})

test('the request form says it in its own page', async () => {
  const answer = await post('/request', { 'content-length': '1000001' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://localhost:3000/request?too-large'])
})

test('a form that does not say how long it is is not read', async () => {
  expect((await post('/signin', { 'transfer-encoding': 'chunked' })).status).toBe(411)
  expect((await post('/request', { 'transfer-encoding': 'chunked' })).status).toBe(303)
})

test.each([
  ['/signin', { 'content-length': '1000' }],
  ['/api/requests', { 'transfer-encoding': 'chunked' }],
  ['/follow/token/file', { 'content-length': '5000000' }],
])('%s with %o goes on', async (path, headers) => {
  expect((await post(path, headers)).headers.get('x-middleware-next')).toBe('1')
})
