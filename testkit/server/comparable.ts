// An answer over HTTP without what differs each time anyway: the date, the number asked for, and a browser's own token.
export async function comparable(answer: Response, callId: string) {
  const plain = (text: string) =>
    text.replaceAll(callId, '').replace(/[\w-]{22}\.\d{13}\.[\w-]{43}/, 'token');
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  return {
    status: answer.status,
    headers: headers.map(([name, value]) => [name, plain(value)]),
    body: plain(await answer.text()),
  };
}
