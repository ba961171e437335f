package dev.shophub.report;

import dev.shophub.alert.Words;
import dev.shophub.metric.Briefing;
import java.awt.BasicStroke;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.PieChart;
import org.knowm.xchart.PieChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.PieStyler;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws a briefing: trend, split, channels, top items; twice the size they are shown at, once light and once dark. */
final class Charts {

    private static final int WIDTH = 1168;
    private static final int HEIGHT = 580;
    /** Shown at 343 pixels on a phone this is 9 pixels high. */
    private static final float TEXT = 30;

    private static final int LONGEST_LABEL = 10;
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M/d");

    private final ChartFont font;
    private final Words words;

    Charts(ChartFont font, Words words) {
        this.font = font;
        this.words = words;
    }

    /** What the background is like. */
    enum Shade {
        LIGHT(new Color(0xFFFFFF), new Color(0x4B5261), new Color(0xE3E6EB), new Color(0x27549C), new Color(0xB0B7C3)),
        DARK(new Color(0x1B1E24), new Color(0xC3C8D2), new Color(0x343A45), new Color(0x6FA3F0), new Color(0x6B7380));

        private final Color ground;
        private final Color ink;
        private final Color line;
        private final Color now;
        private final Color before;

        Shade(Color ground, Color ink, Color line, Color now, Color before) {
            this.ground = ground;
            this.ink = ink;
            this.line = line;
            this.now = now;
            this.before = before;
        }
    }

    private static final Color NOTHING = new Color(0, 0, 0, 0);
    private static final Color UP = new Color(0x2E9E62);
    private static final Color DOWN = new Color(0xD0493D);

    /** Of a whole, the largest first. */
    private static final Color[] PARTS = {
        new Color(0x3B6FC4),
        new Color(0x2E9E62),
        new Color(0xD9A441),
        new Color(0x8A6FB8),
        new Color(0x5B9BB5),
        new Color(0xC9705F),
        new Color(0x7C8A9C),
        new Color(0xA9B2BF)
    };

    /** The paid amount of the last days, with last year's where it is known. */
    Optional<byte[]> trend(Briefing briefing, Shade shade) {
        var days = briefing.trend();
        if (days.stream().noneMatch(day -> day.now().isPresent())) {
            return Optional.empty();
        }
        var chart = category(shade);
        var labels = days.stream().map(day -> DAY.format(day.day())).toList();
        if (days.stream().anyMatch(day -> day.lastYear().isPresent())) {
            line(
                    chart,
                    words.text("report.chart.last-year"),
                    labels,
                    numbers(days.stream().map(Briefing.TrendDay::lastYear).toList()),
                    shade.before);
        }
        line(
                chart,
                words.text("report.chart.this-year"),
                labels,
                numbers(days.stream().map(Briefing.TrendDay::now).toList()),
                shade.now);
        chart.getStyler().setXAxisMaxLabelCount(7);
        return Optional.of(png(chart));
    }

    private static void line(CategoryChart chart, String name, List<String> labels, List<Number> values, Color colour) {
        var series = chart.addSeries(name, labels, values);
        series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }

    /** XChart draws no point where a value is missing. */
    private static List<Number> numbers(List<Optional<BigDecimal>> values) {
        var numbers = new ArrayList<Number>();
        values.forEach(value -> numbers.add(value.map(BigDecimal::doubleValue).orElse(null)));
        return numbers;
    }

    /** What made the change: before, each effect, now. */
    Optional<byte[]> split(Briefing briefing, Map<String, String> names, Shade shade) {
        if (briefing.why().isEmpty()) {
            return Optional.empty();
        }
        var why = briefing.why().get();
        var labels = new ArrayList<String>();
        var ground = new ArrayList<Double>();
        var whole = new ArrayList<Double>();
        var more = new ArrayList<Double>();
        var less = new ArrayList<Double>();
        bar(
                labels,
                ground,
                whole,
                more,
                less,
                words.text("report.chart.before"),
                0,
                why.before().doubleValue(),
                0,
                0);
        var at = why.before().doubleValue();
        for (var effect : why.effects()) {
            var step = effect.effect().doubleValue();
            bar(
                    labels,
                    ground,
                    whole,
                    more,
                    less,
                    names.get(effect.name()),
                    Math.min(at, at + step),
                    0,
                    Math.max(0, step),
                    Math.max(0, -step));
            at += step;
        }
        bar(
                labels,
                ground,
                whole,
                more,
                less,
                words.text("report.chart.now"),
                0,
                why.now().doubleValue(),
                0,
                0);
        var chart = category(shade);
        chart.getStyler().setStacked(true);
        chart.getStyler().setLegendVisible(false);
        chart.addSeries("ground", labels, ground).setFillColor(NOTHING);
        chart.addSeries("whole", labels, whole).setFillColor(shade.now);
        chart.addSeries("more", labels, more).setFillColor(UP);
        chart.addSeries("less", labels, less).setFillColor(DOWN);
        return Optional.of(png(chart));
    }

    private void bar(
            List<String> labels,
            List<Double> ground,
            List<Double> whole,
            List<Double> more,
            List<Double> less,
            String label,
            double under,
            double all,
            double up,
            double down) {
        labels.add(font.drawable(label));
        ground.add(under);
        whole.add(all);
        more.add(up);
        less.add(down);
    }

    /** Where visitors came from. */
    Optional<byte[]> channels(Briefing briefing, Shade shade) {
        if (briefing.channels().isEmpty()) {
            return Optional.empty();
        }
        PieChart chart = new PieChartBuilder().width(WIDTH).height(HEIGHT).build();
        style(chart, shade);
        PieStyler styler = chart.getStyler();
        styler.setLabelsFont(font.size(TEXT));
        styler.setLabelsFontColor(Color.WHITE);
        styler.setSeriesColors(PARTS);
        briefing.channels().entrySet().stream()
                .sorted(Map.Entry.<String, BigDecimal>comparingByValue().reversed())
                .limit(8)
                .forEach(channel -> chart.addSeries(font.drawable(channel.getKey()), channel.getValue()));
        return Optional.of(png(chart));
    }

    /** What brought most, beside what it brought before. */
    Optional<byte[]> top(Briefing briefing, Shade shade) {
        if (briefing.top().isEmpty()) {
            return Optional.empty();
        }
        var chart = category(shade);
        var labels = new ArrayList<String>();
        for (var item : briefing.top()) {
            var label = font.drawable(item.code());
            label = label.length() > LONGEST_LABEL ? label.substring(0, LONGEST_LABEL - 1) + "…" : label;
            labels.add(labels.contains(label) ? label + " " : label);
        }
        if (briefing.why().isPresent() && !briefing.movers().isEmpty()) {
            chart.addSeries(
                            words.text("report.chart.before"),
                            labels,
                            briefing.top().stream().map(Briefing.Item::before).toList())
                    .setFillColor(shade.before);
        }
        chart.addSeries(
                        words.text("report.chart.now"),
                        labels,
                        briefing.top().stream().map(Briefing.Item::now).toList())
                .setFillColor(shade.now);
        return Optional.of(png(chart));
    }

    private CategoryChart category(Shade shade) {
        var chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).build();
        style(chart, shade);
        CategoryStyler styler = chart.getStyler();
        styler.setAxisTickLabelsFont(font.size(TEXT));
        styler.setAxisTickLabelsColor(shade.ink);
        styler.setAxisTickMarksColor(shade.line);
        styler.setPlotGridLinesColor(shade.line);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesStroke(new BasicStroke(2f));
        styler.setAvailableSpaceFill(0.62);
        styler.setYAxisTickMarkSpacingHint(90);
        styler.setYAxisDecimalPattern("#,##0");
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        return chart;
    }

    private void style(Chart<?, ?> chart, Shade shade) {
        Styler styler = chart.getStyler();
        styler.setBaseFont(font.size(TEXT));
        styler.setChartBackgroundColor(shade.ground);
        styler.setPlotBackgroundColor(shade.ground);
        styler.setPlotBorderVisible(false);
        styler.setChartFontColor(shade.ink);
        styler.setLegendFont(font.size(TEXT));
        styler.setLegendPosition(Styler.LegendPosition.OutsideS);
        styler.setLegendLayout(Styler.LegendLayout.Horizontal);
        styler.setLegendBorderColor(shade.ground);
        styler.setLegendBackgroundColor(shade.ground);
        styler.setChartTitleVisible(false);
        styler.setAntiAlias(true);
        styler.setChartPadding(16);
    }

    private static byte[] png(Chart<?, ?> chart) {
        var picture = new ByteArrayOutputStream();
        try {
            BitmapEncoder.saveBitmap(chart, picture, BitmapEncoder.BitmapFormat.PNG);
        } catch (IOException impossible) {
            throw new UncheckedIOException("A picture cannot be written to memory", impossible);
        }
        return picture.toByteArray();
    }
}
