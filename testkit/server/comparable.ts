// An HTTP response without what always differs: the date, the call ID, and the browser token.
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
