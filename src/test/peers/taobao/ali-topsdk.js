// ali-topsdk: multipart POST for every call; a Buffer goes as a file, which is not signed.
const { ApiClient } = require('ali-topsdk');
const [gateway, key, secret, session] = process.argv.slice(2);
const client = new ApiClient({ appkey: key, appsecret: secret, url: gateway });
const day = process.env.DAY;

const execute = (method, parameters) =>
  new Promise((resolve, reject) =>
    client.execute(method, parameters, (refusal, answer) => (refusal ? reject(refusal) : resolve(answer))));

(async () => {
  const list = await execute('taobao.trades.sold.increment.get', {
    session,
    fields: 'tid_str,status,modified',
    start_modified: `${day} 00:00:00`,
    end_modified: `${day} 23:59:59`,
  });
  const detail = await execute('taobao.trade.fullinfo.get', {
    session,
    fields: 'tid_str,status,payment,receiver_name,orders',
    tid: list.trades.trade[0].tid_str,
    image: Buffer.from('not signed'),
  });
  const error = await execute('taobao.trade.fullinfo.get', { session: 'wrong', fields: 'tid', tid: '1' })
    .then(() => ({}), (refusal) => refusal);
  console.log(JSON.stringify({ list, detail, error: { code: error.code, subCode: error.sub_code } }));
})();
