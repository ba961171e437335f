// jos: system parameters in the query, raw JSON in the body. Its HTTP library wants what current versions of node have removed.
process.EventEmitter = require('events');
const jos = require('jos');
const [gateway, key, secret, token] = process.argv.slice(2);
const day = process.env.DAY;

// The client signs what its last call left behind: one call a client.
const call = (method, parameters, access) =>
  new Promise((told) =>
    jos
      .getJDClient({ api_url: gateway, app_secret: secret, app_key: key, access_token: access, format: 'json', v: '2.0' })
      .invokeMethod(method, parameters, (answer) => told(typeof answer === 'string' ? JSON.parse(answer) : answer)),
  );

(async () => {
  const fields = 'orderId,orderState,orderPayment,modified,consigneeInfo,itemInfoList';
  const list = await call(
    'jingdong.pop.order.search',
    {
      start_date: `${day} 00:00:00`,
      end_date: `${day} 23:59:59`,
      order_state: 'WAIT_SELLER_STOCK_OUT',
      optional_fields: fields,
      page: '1',
      page_size: '50',
      sortType: 0,
      dateType: 0,
    },
    token,
  );
  const found = list.jingdong_pop_order_search_responce.searchorderinfo_result.orderInfoList;
  const detail = await call('jingdong.pop.order.get', { order_id: found[0].orderId, optional_fields: fields }, token);
  const error = await call('jingdong.pop.order.get', { order_id: '1', optional_fields: fields }, 'wrong');
  console.log(JSON.stringify({ list, detail, error }));
})();
