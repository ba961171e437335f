// topsdk: urlencoded POST; turns long numbers into text before it reads JSON.
const TopClient = require('topsdk');
const [gateway, key, secret, session] = process.argv.slice(2);
const client = new TopClient(key, secret, { endpoint: gateway, useValidators: false });
const day = process.env.DAY;

(async () => {
  const list = await client.execute('taobao.trades.sold.increment.get', {
    session,
    fields: 'tid,status,modified',
    start_modified: `${day} 00:00:00`,
    end_modified: `${day} 23:59:59`,
    use_has_next: true,
  });
  const detail = await client.execute('taobao.trade.fullinfo.get', {
    session,
    fields: 'tid,status,payment,receiver_name,orders',
    tid: String(list.trades.trade[0].tid),
  });
  const error = await client
    .execute('taobao.trade.fullinfo.get', { session: 'wrong', fields: 'tid', tid: '1' })
    .then(() => ({}), (refusal) => refusal);
  console.log(JSON.stringify({ list, detail, error: { code: error.code, subCode: error.sub_code } }));
})();
