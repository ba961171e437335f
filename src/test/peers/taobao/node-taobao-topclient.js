// node-taobao-topclient: urlencoded POST, or GET with everything in the query.
const TopClient = require('node-taobao-topclient').default;
const [gateway, key, secret, session] = process.argv.slice(2);
const client = new TopClient({ appkey: key, appsecret: secret, REST_URL: gateway });
const day = process.env.DAY;

(async () => {
  const parameters = {
    session,
    fields: 'tid_str,status,modified',
    start_modified: `${day} 00:00:00`,
    end_modified: `${day} 23:59:59`,
  };
  const list = await client.execute('taobao.trades.sold.increment.get', { ...parameters });
  const listByGet = await client.execute('taobao.trades.sold.increment.get', { ...parameters }, 'GET');
  const detail = await client.execute('taobao.trade.fullinfo.get', {
    session,
    fields: 'tid_str,status,payment,receiver_name,orders',
    tid: list.trades.trade[0].tid_str,
  });
  const error = await client
    .execute('taobao.trade.fullinfo.get', { session: 'wrong', fields: 'tid', tid: '1' })
    .then(() => ({}), (refusal) => refusal);
  console.log(JSON.stringify({ list, listByGet, detail, error: { code: error.code, subCode: error.sub_code } }));
})();
