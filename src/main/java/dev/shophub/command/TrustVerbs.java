package dev.shophub.command;

import dev.shophub.route.ShopDesk;
import dev.shophub.settings.ConfiguredShops;
import dev.shophub.store.Backup;
import dev.shophub.store.BuyerKeys;
import dev.shophub.store.Forgetting;
import dev.shophub.store.Rekeying;
import dev.shophub.store.Sealer;
import dev.shophub.store.ShopIdentity;
import dev.shophub.store.Shops;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The verbs of a running hub about what it is trusted with: the shops' names, keys, backups, buyers. What is absent is left out. */
record TrustVerbs(
        Optional<ShopDesk> desk,
        Supplier<ConfiguredShops> configured,
        Optional<Rekeying> rekeying,
        List<Path> folders,
        Optional<BuyerKeys> buyers,
        Optional<Sealer> master) {

    void bind(Verbs verbs, DataSource operations, String mode, Shops shops, Runnable wake, Clock clock) {
        var jdbc = new JdbcTemplate(operations);
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(operations));
        desk.ifPresent(one -> verbs.with(
                RenameShopVerb.CALL,
                new RenameShopVerb(shops, new ShopIdentity(jdbc, transaction), configured, one, wake)::run));
        rekeying.ifPresent(one -> {
            var rekey = new RekeyVerb(one, mode);
            verbs.with(RekeyVerb.CALL, rekey::begin).with(RekeyVerb.STATE, rekey::state);
        });
        verbs.with(BackupVerb.CALL, new BackupVerb(new Backup(operations, folders, clock))::run);
        if (buyers.isPresent() && master.isPresent()) {
            verbs.with(
                    ForgetVerb.CALL,
                    new ForgetVerb(new Forgetting(jdbc, transaction, buyers.get(), master.get(), clock))::run);
        }
    }
}
