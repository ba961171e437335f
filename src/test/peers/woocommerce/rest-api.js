// @woocommerce/woocommerce-rest-api: the platform's own client; signs each call over plain http.
const WooCommerceRestApi = require('@woocommerce/woocommerce-rest-api').default;
const [url, consumerKey, consumerSecret] = process.argv.slice(2);
const api = new WooCommerceRestApi({ url, consumerKey, consumerSecret, version: 'wc/v3' });
const stranger = new WooCommerceRestApi({ url, consumerKey, consumerSecret: 'cs_another', version: 'wc/v3' });
const told = (answer) => ({ status: answer.status, headers: answer.headers, data: answer.data });

(async () => {
  const list = told(await api.get('orders', { per_page: 1, status: 'processing', orderby: 'id', order: 'asc' }));
  const order = told(await api.get(`orders/${list.data[0].id}`));
  const done = told(await api.put(`orders/${list.data[0].id}`, { status: 'completed' }));
  const stock = told(
    await api.post('products/93/variations/batch', { update: [{ id: 94, manage_stock: true, stock_quantity: 11 }] }),
  );
  const hook = told(
    await api.post('webhooks', { topic: 'order.updated', delivery_url: 'https://hub.example/hook', secret: 's' }),
  );
  const removed = told(await api.delete(`webhooks/${hook.data.id}`, { force: true }));
  const missing = await api.get('orders/999').catch((refused) => told(refused.response));
  const refused = await stranger.get('orders').catch((answer) => told(answer.response));
  console.log(JSON.stringify({ list, order, done, stock, hook, removed, missing, refused }));
})();
