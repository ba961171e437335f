package dev.shophub.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private final Masking masking = new Masking(kind -> "<" + kind + ">");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "打我电话13800138000谢谢 | 打我电话<TELEPHONE>谢谢",
                "138 0013 8000 | <TELEPHONE>",
                "138-0013-8000 联系 | <TELEPHONE> 联系",
                "１３８００１３８０００ | <TELEPHONE>",
                "１３８－００１３－８０００ | <TELEPHONE>",
                "𝟏𝟑𝟖𝟎𝟎𝟏𝟑𝟖𝟎𝟎𝟎 😡太差 | <TELEPHONE> 😡太差",
                "1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣ | <TELEPHONE>️⃣",
                "一三八零零一三八零零零 | <TELEPHONE>",
                "幺三八 零零幺三 八零零零 | <TELEPHONE>",
                "+86 138 0013 8000 | <TELEPHONE>",
                "座机0571-88157808 | 座机<TELEPHONE>",
                "(0571) 8815 7808 | <TELEPHONE>",
                "400-820-8820 投诉 | <TELEPHONE> 投诉",
                "+1 415 555 0100 | <TELEPHONE>",
                "身份证33010619900101123X | 身份证<TELEPHONE>",
                "1·3·8·0·0·1·3·8·0·0·0 | <TELEPHONE>",
            })
    void telephoneNumbersHoweverWritten(String text, String masked) {
        assertThat(masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "发到 zhang.san@qq.com 吧 | 发到 <MAIL> 吧",
                "ｚｈａｎｇ＠ｑｑ．ｃｏｍ | <MAIL>",
                "zhang (at) 163 点 com | <MAIL>",
                "看 https://a.example/x?y=1 这里 | 看 <LINK> 这里",
                "去 www.example.com 看 | 去 <LINK> 看",
                "加微信 abc_12345 退款 | 加微信 <MESSENGER> 退款",
                "微信号：zhangsan88 | 微信号：<MESSENGER>",
                "加v：zhang_san | 加v：<MESSENGER>",
                "VX zhangsan88 | VX <MESSENGER>",
                "QQ：12345 | QQ：<MESSENGER>",
                "qq群 123 456 789 | qq群 <MESSENGER>",
                "我的扣扣是 54321 | 我的扣扣是 <MESSENGER>",
                "wechat id: seller2020 | wechat id: <MESSENGER>",
                "收件人：王小明 没收到 | 收件人：<NAME> 没收到",
            })
    void mailMessengersLinksAndNames(String text, String masked) {
        assertThat(masking.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "浙江省杭州市余杭区文一西路969号3幢5单元201室",
                "余杭区五常街道文一西路969号",
                "广东省深圳市南山区",
                "杭州市西湖区",
                "幸福小区3栋2单元501室",
                "3栋2单元501室",
                "12号楼1603室",
                "12 Old Mill Road",
            })
    void postalAddresses(String address) {
        assertThat(masking.mask(address))
                .doesNotContain("969", "501", "1603", "西湖", "南山", "Mill")
                .contains("<ADDRESS>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "质量太差，用了3天就坏了，再也不买了",
                "比超市便宜，买了2件，第2件半价",
                "等了15天才到，2026-11-05下单的",
                "尺码偏大，身高170体重130",
                "一二三楼都送到了，一心一意",
                "客服不理人😡😡😡𠮷",
                "在城市里用不上，夜市上只要20块",
                "道路千万条，安全第一条",
                "价格99.5元，满199减20",
                "315见！12315已投诉",
                "good quality, 5 stars",
            })
    void leavesOrdinaryWordsAlone(String text) {
        assertThat(masking.mask(text)).isEqualTo(text);
    }

    @Test
    void staysQuickOnAnAbsurdText() {
        var long1 = "路一二三四五市区1-".repeat(20_000);
        assertThatCode(() -> org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                        java.time.Duration.ofSeconds(20), () -> masking.mask(long1)))
                .doesNotThrowAnyException();
    }
}
