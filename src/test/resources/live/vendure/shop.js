// Starts a Vendure server on loopback: node shop.js PORT DATABASE. Says OPEN and its port when it answers.
const { bootstrap, DefaultLogger, dummyPaymentHandler, LogLevel } = require('@vendure/core');

const [port, database] = process.argv.slice(2);

bootstrap({
  apiOptions: { hostname: '127.0.0.1', port: Number(port), adminApiPath: 'admin-api', shopApiPath: 'shop-api' },
  authOptions: {
    tokenMethod: ['bearer'],
    superadminCredentials: { identifier: 'superadmin', password: 'superadmin' },
  },
  dbConnectionOptions: { type: 'better-sqlite3', synchronize: true, database },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  logger: new DefaultLogger({ level: LogLevel.Error }),
  plugins: [],
}).then(
  (app) => console.log('OPEN ' + app.getHttpServer().address().port),
  (broken) => {
    console.error(broken);
    process.exit(1);
  },
);
